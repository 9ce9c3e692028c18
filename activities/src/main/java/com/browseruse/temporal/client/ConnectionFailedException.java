package com.browseruse.temporal.client;

/** No connection could be made, so the request surely was not sent. */
public final class ConnectionFailedException extends BrowserUseException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param details what is known of it
   */
  public ConnectionFailedException(ErrorDetails details) {
    super(details);
  }
}
