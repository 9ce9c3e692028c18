package com.browseruse.temporal.client;

import java.time.Duration;
import java.util.Optional;

/**
 * The root of all that can go wrong in a call to Browser Use Cloud. There is one subclass for each
 * meaning; the message is a sentence with the server's words and never holds the API key.
 */
public abstract sealed class BrowserUseException extends RuntimeException
    permits InvalidRequestException,
        AuthenticationException,
        InsufficientCreditsException,
        TaskNotFoundException,
        SessionNotFoundException,
        NotFoundException,
        SessionStoppedException,
        SessionBusyException,
        TooManySessionsException,
        RateLimitedException,
        UnsupportedActionException,
        ServerException,
        UnexpectedResponseException,
        ConnectionFailedException,
        NoResponseException {
  private static final long serialVersionUID = 1L;

  private final transient ErrorDetails details;

  /**
   * Creates the error.
   *
   * @param details what is known of it
   */
  BrowserUseException(ErrorDetails details) {
    super(details.sentence(), details.cause());
    this.details = details;
  }

  /**
   * Gives the HTTP status of the answer.
   *
   * @return the status, or 0 if no answer came
   */
  public int statusCode() {
    return details.statusCode();
  }

  /**
   * Gives the server's words.
   *
   * @return the words, or empty if it said none
   */
  public Optional<String> serverMessage() {
    return details.call() == null ? Optional.empty() : Optional.ofNullable(details.serverMessage());
  }

  /**
   * Gives the time that the server wants to be left alone.
   *
   * @return the time from now, or empty if it did not say
   */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(details.retryAfter());
  }

  /**
   * Tells whether the server may have done the work although the call failed. A create that failed
   * so must not simply be repeated: look for what it may have made first.
   *
   * @return false if the call surely had no effect
   */
  public boolean mayHaveTakenEffect() {
    return details.mayHaveTakenEffect();
  }
}
