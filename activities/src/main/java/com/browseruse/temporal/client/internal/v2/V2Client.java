package com.browseruse.temporal.client.internal.v2;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseClientOptions;

/** Speaks version 2 of the Browser Use Cloud API. */
public final class V2Client {
  private V2Client() {}

  /**
   * Creates a client for version 2.
   *
   * @param options the key, and how to reach the server
   * @return the client
   */
  public static BrowserUseClient create(BrowserUseClientOptions options) {
    return new V2Adapter(options);
  }
}
