package com.browseruse.temporal.activities.internal.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.FailureTypes;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityFailuresTest {
  private static final Duration SAID = Duration.ofSeconds(33);

  static List<Class<?>> everyMeaning() {
    return leaves(BrowserUseException.class).toList();
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ActivityFailuresTest::leaves)
        : Stream.of(type);
  }

  private static BrowserUseException error(Class<?> type, Duration retryAfter) {
    BrowserUseException.Details details =
        new BrowserUseException.Details(
            "GET /tasks", 400, "the server's words", retryAfter, false, null);
    try {
      return (BrowserUseException)
          type.getConstructor(BrowserUseException.Details.class).newInstance(details);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type + " has no constructor with details", e);
    }
  }

  @ParameterizedTest
  @MethodSource("everyMeaning")
  void everyErrorHasARow(Class<?> type) {
    ApplicationFailure failure = ActivityFailures.from(error(type, null));
    assertThat(failure.getType()).isNotBlank();
    assertThat(failure.getOriginalMessage()).contains("the server's words");
  }

  @ParameterizedTest
  @MethodSource("everyMeaning")
  void theTimeThatTheServerNamesIsTold(Class<?> type) {
    ApplicationFailure failure = ActivityFailures.from(error(type, SAID));
    assertThat(failure.getNextRetryDelay()).isEqualTo(SAID);
  }

  @ParameterizedTest
  @CsvSource({
    "InvalidRequest,      InvalidRequest,       true,",
    "Authentication,      AuthenticationFailed, true,",
    "InsufficientCredits, InsufficientCredits,  true,",
    "TaskNotFound,        TaskNotFound,         true,",
    "SessionNotFound,     SessionNotFound,      true,",
    "SessionStopped,      SessionStopped,       true,",
    "UnsupportedAction,   UnsupportedOperation, true,",
    "NotFound,            UnexpectedResponse,   true,",
    "SessionBusy,         SessionBusy,          false, PT10S",
    "TooManySessions,     TooManySessions,      false, PT15S",
    "RateLimited,         RateLimited,          false, PT5S",
    "Server,              ServiceUnavailable,   false,",
    "ConnectionFailed,    ServiceUnavailable,   false,",
    "NoResponse,          ServiceUnavailable,   false,",
    "UnexpectedResponse,  UnexpectedResponse,   false,"
  })
  void theTableIsWhatCallersRelyOn(String name, String type, boolean isFinal, Duration delay)
      throws Exception {
    Class<?> error = Class.forName(BrowserUseException.class.getName() + "$" + name);
    ApplicationFailure failure = ActivityFailures.from(error(error, null));
    assertThat(failure.getType()).isEqualTo(type);
    assertThat(failure.isNonRetryable()).isEqualTo(isFinal);
    assertThat(failure.getNextRetryDelay()).isEqualTo(delay);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.001S", "PT0.999S", "PT1S"})
  void noDelayIsShorterThanASecondSinceTemporalEndsAnActivityWhoseDelayIsZero(Duration told) {
    for (Class<?> type : everyMeaning()) {
      ApplicationFailure failure = ActivityFailures.from(error(type, told));
      assertThat(failure.getNextRetryDelay())
          .as(type.getSimpleName())
          .isEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void whatIsPartOfANormalDayIsNoError() {
    assertThat(
            ActivityFailures.from(error(BrowserUseException.RateLimited.class, null)).getCategory())
        .isEqualTo(ApplicationErrorCategory.BENIGN);
    assertThat(ActivityFailures.from(error(BrowserUseException.Server.class, null)).getCategory())
        .isNotEqualTo(ApplicationErrorCategory.BENIGN);
  }

  @Test
  void whatTheClientRefusesToSendIsAnInvalidRequest() {
    ApplicationFailure failure =
        catchThrowableOfType(
            ApplicationFailure.class,
            () ->
                ActivityFailures.call(
                    () -> {
                      throw new IllegalArgumentException("taskId must not be empty");
                    }));
    assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(failure.getOriginalMessage()).isEqualTo("taskId must not be empty");
  }
}
