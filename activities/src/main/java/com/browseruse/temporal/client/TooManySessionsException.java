package com.browseruse.temporal.client;

/**
 * The account has as many sessions as it may have at once (429 with a text). Nothing was done; try
 * again, slowly and for long: the server can be minutes behind.
 */
public final class TooManySessionsException extends BrowserUseException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param details what is known of it
   */
  public TooManySessionsException(ErrorDetails details) {
    super(details);
  }
}
