package com.browseruse.temporal.client;

/** This version of the API does not know the action, such as {@code pause}. Final. */
public final class UnsupportedActionException extends BrowserUseException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param details what is known of it
   */
  public UnsupportedActionException(ErrorDetails details) {
    super(details);
  }
}
