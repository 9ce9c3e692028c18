package com.browseruse.temporal.activities.internal.results;

import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.FailureTypes;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one table that turns errors of the client into failures that Temporal understands: final, to
 * be retried, or to be retried later.
 */
public final class ActivityFailures {

  /**
   * What an error means for Temporal; {@code delay} holds where the server does not say, null for
   * the retry policy's own.
   */
  private record Meaning(String type, boolean isFinal, @Nullable Duration delay) {
    static Meaning last(String type) {
      return new Meaning(type, true, null);
    }

    static Meaning retried(String type) {
      return new Meaning(type, false, null);
    }

    static Meaning retriedAfter(String type, Duration delay) {
      return new Meaning(type, false, delay);
    }
  }

  private static final Map<Class<? extends BrowserUseException>, Meaning> TABLE =
      Map.ofEntries(
          Map.entry(
              BrowserUseException.InvalidRequest.class, Meaning.last(FailureTypes.INVALID_REQUEST)),
          Map.entry(
              BrowserUseException.Authentication.class,
              Meaning.last(FailureTypes.AUTHENTICATION_FAILED)),
          Map.entry(
              BrowserUseException.InsufficientCredits.class,
              Meaning.last(FailureTypes.INSUFFICIENT_CREDITS)),
          Map.entry(
              BrowserUseException.TaskNotFound.class, Meaning.last(FailureTypes.TASK_NOT_FOUND)),
          Map.entry(
              BrowserUseException.SessionNotFound.class,
              Meaning.last(FailureTypes.SESSION_NOT_FOUND)),
          Map.entry(
              BrowserUseException.SessionStopped.class, Meaning.last(FailureTypes.SESSION_STOPPED)),
          Map.entry(
              BrowserUseException.UnsupportedAction.class,
              Meaning.last(FailureTypes.UNSUPPORTED_OPERATION)),
          // A route that does not exist: no retry will bring it.
          Map.entry(
              BrowserUseException.NotFound.class, Meaning.last(FailureTypes.UNEXPECTED_RESPONSE)),
          // Both resolve when some other task ends, which takes longer than a back-off that starts
          // at a second.
          Map.entry(
              BrowserUseException.SessionBusy.class,
              Meaning.retriedAfter(FailureTypes.SESSION_BUSY, Duration.ofSeconds(10))),
          Map.entry(
              BrowserUseException.TooManySessions.class,
              Meaning.retriedAfter(FailureTypes.TOO_MANY_SESSIONS, Duration.ofSeconds(15))),
          Map.entry(
              BrowserUseException.RateLimited.class,
              Meaning.retriedAfter(FailureTypes.RATE_LIMITED, Duration.ofSeconds(5))),
          Map.entry(
              BrowserUseException.Server.class, Meaning.retried(FailureTypes.SERVICE_UNAVAILABLE)),
          Map.entry(
              BrowserUseException.ConnectionFailed.class,
              Meaning.retried(FailureTypes.SERVICE_UNAVAILABLE)),
          Map.entry(
              BrowserUseException.NoResponse.class,
              Meaning.retried(FailureTypes.SERVICE_UNAVAILABLE)),
          Map.entry(
              BrowserUseException.UnexpectedResponse.class,
              Meaning.retried(FailureTypes.UNEXPECTED_RESPONSE)));

  /** A Temporal server takes a delay of zero for an activity that must not be attempted again. */
  private static final Duration SHORTEST_DELAY = Duration.ofSeconds(1);

  private ActivityFailures() {}

  /** Runs a call of the client, and turns what it throws. */
  public static <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (BrowserUseException e) {
      throw from(e);
    } catch (IllegalArgumentException e) {
      throw invalid(e.getMessage());
    }
  }

  public static ApplicationFailure from(BrowserUseException e, Object... details) {
    Meaning meaning = Objects.requireNonNull(TABLE.get(e.getClass()));
    ApplicationFailure.Builder failure =
        ApplicationFailure.newBuilder()
            .setMessage(e.getMessage())
            .setType(meaning.type())
            .setDetails(details)
            .setNonRetryable(meaning.isFinal());
    if (!meaning.isFinal()) {
      failure.setNextRetryDelay(delay(e, meaning.delay()));
    }
    if (meaning.delay() != null) {
      // Part of a normal day: no error in logs and metrics.
      failure.setCategory(ApplicationErrorCategory.BENIGN);
    }
    return failure.build();
  }

  /** When to try again: as the server said, if it said anything. */
  public static @Nullable Duration delay(BrowserUseException e, @Nullable Duration otherwise) {
    return e.retryAfter()
        .map(told -> told.compareTo(SHORTEST_DELAY) < 0 ? SHORTEST_DELAY : told)
        .orElse(otherwise);
  }

  public static ApplicationFailure invalid(@Nullable String sentence) {
    return ApplicationFailure.newNonRetryableFailure(sentence, FailureTypes.INVALID_REQUEST);
  }
}
