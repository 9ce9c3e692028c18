package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.worker.config.Settings;

/** Browser Use Cloud for commands that may do without it: a key is wanted on the first call. */
public final class Cloud implements AutoCloseable {
  private final Settings settings;
  private BrowserUseClient client;

  public Cloud(Settings settings) {
    this.settings = settings;
  }

  public boolean hasKey() {
    return settings.hasApiKey();
  }

  /**
   * Gives the client.
   *
   * @throws UserError if there is no API key
   */
  public synchronized BrowserUseClient client() {
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
