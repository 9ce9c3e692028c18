package com.browseruse.temporal.client;

/** The API key is missing, wrong, or not allowed to do this (401, 403). Final. */
public final class AuthenticationException extends BrowserUseException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param details what is known of it
   */
  public AuthenticationException(ErrorDetails details) {
    super(details);
  }
}
