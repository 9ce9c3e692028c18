package com.browseruse.temporal.client;

/** There is no such session, or it belongs to another project (404). Final. */
public final class SessionNotFoundException extends BrowserUseException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param details what is known of it
   */
  public SessionNotFoundException(ErrorDetails details) {
    super(details);
  }
}
