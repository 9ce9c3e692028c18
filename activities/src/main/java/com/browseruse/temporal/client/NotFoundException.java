package com.browseruse.temporal.client;

/** There is no such thing, neither a task nor a session (404): often a wrong base URL. Final. */
public final class NotFoundException extends BrowserUseException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param details what is known of it
   */
  public NotFoundException(ErrorDetails details) {
    super(details);
  }
}
