package com.browseruse.temporal.client;

/** The session is at work on another task (400). Nothing was done; try again, slowly. */
public final class SessionBusyException extends BrowserUseException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param details what is known of it
   */
  public SessionBusyException(ErrorDetails details) {
    super(details);
  }
}
