package com.browseruse.temporal.activities.internal.results;

import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.FailureTypes;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.HashMap;
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
  private record Meaning(String type, boolean isFinal, @Nullable Duration delay) {}

  private static final Map<Class<? extends BrowserUseException>, Meaning> TABLE = new HashMap<>();

  static {
    fail(BrowserUseException.InvalidRequest.class, FailureTypes.INVALID_REQUEST);
    fail(BrowserUseException.Authentication.class, FailureTypes.AUTHENTICATION_FAILED);
    fail(BrowserUseException.InsufficientCredits.class, FailureTypes.INSUFFICIENT_CREDITS);
    fail(BrowserUseException.TaskNotFound.class, FailureTypes.TASK_NOT_FOUND);
    fail(BrowserUseException.SessionNotFound.class, FailureTypes.SESSION_NOT_FOUND);
    fail(BrowserUseException.SessionStopped.class, FailureTypes.SESSION_STOPPED);
    fail(BrowserUseException.UnsupportedAction.class, FailureTypes.UNSUPPORTED_OPERATION);
    // A route that does not exist: no retry will bring it.
    fail(BrowserUseException.NotFound.class, FailureTypes.UNEXPECTED_RESPONSE);
    // Both resolve when some other task ends, which takes longer than a back-off that starts at a
    // second.
    retry(BrowserUseException.SessionBusy.class, FailureTypes.SESSION_BUSY, 10);
    retry(BrowserUseException.TooManySessions.class, FailureTypes.TOO_MANY_SESSIONS, 15);
    retry(BrowserUseException.RateLimited.class, FailureTypes.RATE_LIMITED, 5);
    retry(BrowserUseException.Server.class, FailureTypes.SERVICE_UNAVAILABLE, 0);
    retry(BrowserUseException.ConnectionFailed.class, FailureTypes.SERVICE_UNAVAILABLE, 0);
    retry(BrowserUseException.NoResponse.class, FailureTypes.SERVICE_UNAVAILABLE, 0);
    retry(BrowserUseException.UnexpectedResponse.class, FailureTypes.UNEXPECTED_RESPONSE, 0);
  }

  private static void fail(Class<? extends BrowserUseException> error, String type) {
    TABLE.put(error, new Meaning(type, true, null));
  }

  /** Zero seconds leave the delay to the retry policy. */
  private static void retry(Class<? extends BrowserUseException> error, String type, int seconds) {
    TABLE.put(error, new Meaning(type, false, seconds == 0 ? null : Duration.ofSeconds(seconds)));
  }

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
    // Of one that is final too: a run may try again what Temporal must not repeat.
    failure.setNextRetryDelay(delay(e, meaning.delay()));
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
