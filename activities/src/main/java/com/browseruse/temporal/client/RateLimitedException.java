package com.browseruse.temporal.client;

/**
 * Too many requests in too short a time (429 with {@code rate_limited}). Nothing was done; try
 * again when {@link #retryAfter()} has passed.
 */
public final class RateLimitedException extends BrowserUseException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param details what is known of it
   */
  public RateLimitedException(ErrorDetails details) {
    super(details);
  }
}
