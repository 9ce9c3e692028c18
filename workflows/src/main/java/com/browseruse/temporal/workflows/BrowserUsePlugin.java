package com.browseruse.temporal.workflows;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseClientOptions;
import io.temporal.common.SimplePlugin;

/** x. */
public final class BrowserUsePlugin extends SimplePlugin {
  private BrowserUsePlugin() {
    super("com.browseruse.temporal");
  }

  /**
   * x.
   *
   * @param options x
   * @return x
   */
  public static BrowserUsePlugin create(BrowserUseClientOptions options) {
    return newBuilder(BrowserUseClient.create(options)).build();
  }

  /**
   * x.
   *
   * @param client x
   * @return x
   */
  public static Builder newBuilder(BrowserUseClient client) {
    return new Builder();
  }

  /** x. */
  public static final class Builder {
    private Builder() {}

    /**
     * x.
     *
     * @return x
     */
    public BrowserUsePlugin build() {
      return new BrowserUsePlugin();
    }
  }
}
