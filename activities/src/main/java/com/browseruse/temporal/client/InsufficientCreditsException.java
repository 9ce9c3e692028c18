package com.browseruse.temporal.client;

/** Credits, or the monthly cap of the key, are used up (402). Final. */
public final class InsufficientCreditsException extends BrowserUseException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param details what is known of it
   */
  public InsufficientCreditsException(ErrorDetails details) {
    super(details);
  }
}
