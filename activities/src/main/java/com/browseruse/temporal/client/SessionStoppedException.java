package com.browseruse.temporal.client;

/** The session has been stopped and takes no more tasks (400). Final. */
public final class SessionStoppedException extends BrowserUseException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param details what is known of it
   */
  public SessionStoppedException(ErrorDetails details) {
    super(details);
  }
}
