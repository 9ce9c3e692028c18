package com.browseruse.temporal.client;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of all that can go wrong in a call to Browser Use Cloud. There is one subclass for each
 * meaning; the message is one sentence with the server's message and never holds the API key.
 */
@SuppressWarnings("serial")
public abstract sealed class BrowserUseException extends RuntimeException {
  private final transient Details details;

  private BrowserUseException(Details details) {
    super(details.sentence(), details.cause());
    this.details = details;
  }

  /** {@return the HTTP status of the response, or 0 if none came} */
  public int statusCode() {
    return details.statusCode();
  }

  /** {@return the server's message, or empty if it sent none} */
  public Optional<String> serverMessage() {
    return details.call() == null ? Optional.empty() : Optional.ofNullable(details.serverMessage());
  }

  /**
   * {@return the time that the server wants to be left alone, at most ten minutes, or empty if it
   * did not say}
   */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(details.retryAfter());
  }

  /**
   * {@return whether the server may have done the work although the call failed} A create that
   * failed so must not simply be repeated: what it may have made must be looked up first.
   */
  public boolean mayHaveTakenEffect() {
    return details.mayHaveTakenEffect();
  }

  /** The server did not accept what was asked (422, or 400 without a meaning below). Final. */
  public static final class InvalidRequest extends BrowserUseException {
    public InvalidRequest(Details details) {
      super(details);
    }
  }

  /** The API key is missing, wrong, or not allowed to do this (401, 403 with JSON). Final. */
  public static final class Authentication extends BrowserUseException {
    public Authentication(Details details) {
      super(details);
    }
  }

  /** Credits, or the monthly cap of the key, are used up (402). Final. */
  public static final class InsufficientCredits extends BrowserUseException {
    public InsufficientCredits(Details details) {
      super(details);
    }
  }

  /**
   * There is no such task, or it belongs to another project (404 with JSON that says so). Final.
   */
  public static final class TaskNotFound extends BrowserUseException {
    public TaskNotFound(Details details) {
      super(details);
    }
  }

  /** There is no such session, or it belongs to another project (404). Final. */
  public static final class SessionNotFound extends BrowserUseException {
    public SessionNotFound(Details details) {
      super(details);
    }
  }

  /** There is no such thing, and it is not said of a task (404): often a wrong base URL. Final. */
  public static final class NotFound extends BrowserUseException {
    public NotFound(Details details) {
      super(details);
    }
  }

  /** The session has been stopped and takes no more tasks (400). Final. */
  public static final class SessionStopped extends BrowserUseException {
    public SessionStopped(Details details) {
      super(details);
    }
  }

  /** The session is at work on another task (400). Nothing was done; try again, slowly. */
  public static final class SessionBusy extends BrowserUseException {
    public SessionBusy(Details details) {
      super(details);
    }
  }

  /**
   * The account has as many sessions as it may have at once (429 with a text, to a create). Nothing
   * was done; try again, slowly and for long: the server can be minutes behind.
   */
  public static final class TooManySessions extends BrowserUseException {
    public TooManySessions(Details details) {
      super(details);
    }
  }

  /**
   * Too many requests in too short a time (429 with {@code rate_limited}). Nothing was done; try
   * again when {@link #retryAfter()} has passed.
   */
  public static final class RateLimited extends BrowserUseException {
    public RateLimited(Details details) {
      super(details);
    }
  }

  /** This version of the API does not know the action, such as {@code pause}. Final. */
  public static final class UnsupportedAction extends BrowserUseException {
    public UnsupportedAction(Details details) {
      super(details);
    }
  }

  /**
   * The server failed (5xx), or something before it blocks the way (403 without JSON). Whether the
   * work was done is unknown unless the call only reads.
   */
  public static final class Server extends BrowserUseException {
    public Server(Details details) {
      super(details);
    }
  }

  /**
   * The server sent a response that this client does not understand: garbage, a body cut short, a
   * status without a meaning. Whether the work was done is unknown unless the call only reads.
   */
  public static final class UnexpectedResponse extends BrowserUseException {
    public UnexpectedResponse(Details details) {
      super(details);
    }
  }

  /** No connection could be made, so the request surely was not sent. */
  public static final class ConnectionFailed extends BrowserUseException {
    public ConnectionFailed(Details details) {
      super(details);
    }
  }

  /**
   * The request was sent, or may have been, and no whole response came: a reset or a time-out.
   * Whether the work was done is unknown.
   */
  public static final class NoResponse extends BrowserUseException {
    public NoResponse(Details details) {
      super(details);
    }
  }

  /**
   * What is known of a failed call.
   *
   * @param call what was attempted, such as {@code POST /tasks}, never with a query or a key; null
   *     if nothing was sent
   * @param statusCode the HTTP status, or 0 if no response came
   * @param serverMessage the server's message, or null if it sent none; ours if nothing was sent
   * @param retryAfter how long the server wants to be left alone, or null if it did not say
   * @param mayHaveTakenEffect whether the server may have done the work all the same
   * @param cause what was thrown underneath, or null
   */
  public record Details(
      @Nullable String call,
      int statusCode,
      @Nullable String serverMessage,
      @Nullable Duration retryAfter,
      boolean mayHaveTakenEffect,
      @Nullable Throwable cause) {
    /** Describes a call that was not even sent; the sentence says why it could not succeed. */
    public static Details unsent(String sentence) {
      return new Details(null, 0, sentence, null, false, null);
    }

    private String sentence() {
      if (call == null) {
        return String.valueOf(serverMessage);
      }
      String told = statusCode > 0 ? " was answered with " + statusCode : " got no answer";
      if (serverMessage != null && !serverMessage.isBlank()) {
        return call + told + ": " + serverMessage;
      }
      return cause == null
          ? call + told
          : call + told + ": " + (cause.getMessage() == null ? cause : cause.getMessage());
    }
  }
}
