package com.browseruse.temporal.client.internal.v1;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseClientOptions;

/** Speaks version 1 of the Browser Use Cloud API. */
public final class V1Client {
  private V1Client() {}

  /**
   * Creates a client for version 1.
   *
   * @param options the key, and how to reach the server
   * @return the client
   */
  public static BrowserUseClient create(BrowserUseClientOptions options) {
    return new V1Adapter(options);
  }
}
