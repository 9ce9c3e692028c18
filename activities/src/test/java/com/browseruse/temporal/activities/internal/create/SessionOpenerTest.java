package com.browseruse.temporal.activities.internal.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.client.SessionsClient;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.UnclearRequests;
import io.temporal.client.ActivityCanceledException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionOpenerTest {
  private static final String KEY = "session of workflow w";
  private static final Session.Request REQUEST =
      new Session.Request(null, "de", null, null, null, true, null, null, null);
  private static final Session SESSION =
      new Session("s", "active", null, null, null, true, null, null, null);

  private final BrowserUseClient client = mock(BrowserUseClient.class);
  private final SessionsClient sessions = mock(SessionsClient.class);
  private final SessionQueue queue = new SessionQueue(10, () -> 0.5);
  private final SessionOpener opener = new SessionOpener(client, queue);
  private final FakeAttempt attempt = new FakeAttempt(1);

  private static BrowserUseException.TooManySessions full() {
    return new BrowserUseException.TooManySessions(CreateLab.details(429, false, null));
  }

  @BeforeEach
  void stub() {
    lenient().when(client.sessions()).thenReturn(sessions);
    answers(() -> SESSION);
  }

  /** Sends the request, unless the last check refuses. */
  private void answers(Supplier<Session> answer) {
    lenient()
        .doAnswer(
            call -> {
              Consumer<Duration> lastCheck = call.getArgument(1);
              lastCheck.accept(Duration.ofSeconds(30));
              return answer.get();
            })
        .when(sessions)
        .create(any(), any());
  }

  private ApplicationFailure failure() {
    return catchThrowableOfType(ApplicationFailure.class, () -> opener.open(REQUEST, KEY, attempt));
  }

  @Test
  void aSessionIsOpenedAsAskedFor() {
    assertThat(opener.open(REQUEST, KEY, attempt)).isEqualTo(SESSION);
    verify(sessions).create(any(), any());
  }

  @ParameterizedTest
  @MethodSource("com.browseruse.temporal.activities.internal.create.CreateLab#unclear")
  void anUnclearAnswerIsFinalSinceNobodyCouldFindTheSession(BrowserUseException e) {
    answers(
        () -> {
          throw e;
        });
    ApplicationFailure failure = failure();
    assertThat(failure.getType()).isEqualTo(FailureTypes.CREATE_UNCLEAR);
    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(failure.getOriginalMessage()).contains("unclear whether a session was opened");
    assertThat(attempt.told).as("what a later attempt is told").isEmpty();
  }

  @Test
  void nothingIsOpenedAfterAnAttemptThatMayHaveOpenedOne() {
    ApplicationFailure failure =
        catchThrowableOfType(
            ApplicationFailure.class, () -> opener.open(REQUEST, KEY, new FakeAttempt(2)));
    assertThat(failure.getType()).isEqualTo(FailureTypes.CREATE_UNCLEAR);
    assertThat(failure.isNonRetryable()).isTrue();
    verify(sessions, never()).create(any(), any());
  }

  @Test
  void whoIsRefusedAsTheFirstComesBackAndSaysSo() {
    answers(
        () -> {
          throw full();
        });
    ApplicationFailure failure = failure();
    assertThat(failure.getType()).isEqualTo(FailureTypes.TOO_MANY_SESSIONS);
    assertThat(failure.isNonRetryable()).isFalse();
    assertThat(failure.getNextRetryDelay()).isGreaterThan(Duration.ZERO);
    assertThat(failure.getOriginalMessage())
        .startsWith("waits for a session, as the first of this worker: 429, words");
    assertThat(attempt.told).containsOnly((UnclearRequests) null);
    assertThat(attempt.confirms).as("Temporal was told at once").isPositive();
    verify(sessions).create(any(), any());
  }

  @Test
  void aSessionWaitsBehindTheCreateThatHasWaitedLonger() {
    SessionQueue.Waiter task = new FakeAttempt(1);
    queue.await("task", task);
    queue.send(
        task,
        () -> {
          throw full();
        });
    // It is too early for another request: the refusal holds for the session as well.
    ApplicationFailure failure = failure();
    assertThat(failure.getType()).isEqualTo(FailureTypes.TOO_MANY_SESSIONS);
    verify(sessions, never()).create(any(), any());
  }

  @Test
  void aRequestThatComesTooLateIsNotSentAndLeavesTheQueue() {
    attempt.tooLate =
        ApplicationFailure.newFailure("nothing was sent", FailureTypes.CREATE_NOT_SENT);
    assertThat(failure().getType()).isEqualTo(FailureTypes.CREATE_NOT_SENT);
    attempt.tooLate = null;
    assertThat(opener.open(REQUEST, KEY, attempt)).isEqualTo(SESSION);
    verify(sessions, times(2)).create(any(), any());
  }

  @Test
  void nothingIsSentForWhoIsCancelled() {
    attempt.cancelled = true;
    assertThatThrownBy(() -> opener.open(REQUEST, KEY, attempt))
        .isInstanceOf(ActivityCanceledException.class);
    verify(sessions, never()).create(any(), any());
  }

  @Test
  void whereThereAreNoSessionsNobodyWaits() {
    when(client.sessions())
        .thenThrow(new BrowserUseException.UnsupportedAction(CreateLab.details(0, false, null)));
    assertThat(failure().getType()).isEqualTo(FailureTypes.UNSUPPORTED_OPERATION);
  }

  @Test
  void aSessionThatNobodyLearnsOfIsStopped() {
    attempt.givenUp = true;
    opener.open(REQUEST, KEY, attempt);
    verify(sessions).stop("s");
  }

  @Test
  void aSessionThatWasAskedForStaysOpen() {
    opener.open(REQUEST, KEY, attempt);
    verify(sessions, never()).stop(any());
  }
}
