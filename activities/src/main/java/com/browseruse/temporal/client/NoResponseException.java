package com.browseruse.temporal.client;

/**
 * The request was sent, or may have been, and no whole answer came: a reset or a time-out. Whether
 * the work was done is unknown.
 */
public final class NoResponseException extends BrowserUseException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param details what is known of it
   */
  public NoResponseException(ErrorDetails details) {
    super(details);
  }
}
