package com.browseruse.temporal.client;

/**
 * The server answered with something that this client does not understand: garbage, a body cut
 * short, a status without a meaning. Whether the work was done is unknown unless the call only
 * reads.
 */
public final class UnexpectedResponseException extends BrowserUseException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param details what is known of it
   */
  public UnexpectedResponseException(ErrorDetails details) {
    super(details);
  }
}
