package com.browseruse.temporal.client;

/** The server did not accept what was asked (422, and 400 without a more exact meaning). Final. */
public final class InvalidRequestException extends BrowserUseException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param details what is known of it
   */
  public InvalidRequestException(ErrorDetails details) {
    super(details);
  }
}
