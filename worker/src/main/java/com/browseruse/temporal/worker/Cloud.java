package com.browseruse.temporal.worker;

import com.browseruse.temporal.client.BrowserUseClient;

/** Browser Use Cloud for commands that may do without it: a key is wanted on the first call. */
final class Cloud implements AutoCloseable {
  private final Settings settings;
  private BrowserUseClient client;

  Cloud(Settings settings) {
    this.settings = settings;
  }

  boolean hasKey() {
    return settings.hasApiKey();
  }

  /**
   * Gives the client.
   *
   * @throws UserError if there is no API key
   */
  synchronized BrowserUseClient client() {
    if (client == null) {
      client = BrowserUseClient.create(settings.clientOptions());
    }
    return client;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
    }
  }
}
