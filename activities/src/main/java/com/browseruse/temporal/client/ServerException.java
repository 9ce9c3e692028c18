package com.browseruse.temporal.client;

/** The server failed (5xx). Whether the work was done is unknown unless the call only reads. */
public final class ServerException extends BrowserUseException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param details what is known of it
   */
  public ServerException(ErrorDetails details) {
    super(details);
  }
}
