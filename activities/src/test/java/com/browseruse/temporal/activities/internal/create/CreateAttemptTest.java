package com.browseruse.temporal.activities.internal.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import com.browseruse.temporal.activities.BrowserTaskActivities.EarlierCreates;
import com.browseruse.temporal.activities.internal.create.CreateAttempt.CreateHeartbeat;
import com.browseruse.temporal.activities.internal.lists.Sleeper;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.UnclearRequests;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionClient;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityCompletionFailureException;
import io.temporal.client.ActivityNotExistsException;
import io.temporal.client.ActivityResetException;
import io.temporal.client.ActivityWorkerShutdownException;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.InOrder;

class CreateAttemptTest {
  private static final Duration CALL = Duration.ofSeconds(30);
  private static final Duration HEARTBEAT = Duration.ofSeconds(75);
  private static final Instant SCHEDULED = Instant.ofEpochMilli(1_000_000);
  private static final Instant STARTED = SCHEDULED.plusSeconds(1);
  private static final UnclearRequests BEFORE =
      new UnclearRequests(SCHEDULED.minusSeconds(90), SCHEDULED.minusSeconds(60));

  private final ActivityExecutionContext context = mock(ActivityExecutionContext.class);
  private final ActivityCompletionClient temporal = mock(ActivityCompletionClient.class);
  private final ActivityInfo info = mock(ActivityInfo.class);

  /** The wall clock, which runs on while the process is frozen. */
  private Instant wall = Instant.parse("2026-03-01T12:00:00Z");

  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return wall;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  static Stream<ActivityCompletionException> endings() {
    return Stream.of(
        new ActivityCanceledException(),
        new ActivityNotExistsException((Throwable) null),
        new ActivityResetException());
  }

  static Stream<RuntimeException> drains() {
    return Stream.of(new ActivityWorkerShutdownException(), new RejectedExecutionException());
  }

  /** An attempt that was scheduled so long after the activity, and finds what one before told. */
  private CreateAttempt attempt(
      int number, long millisLater, EarlierCreates earlier, CreateHeartbeat told) {
    WorkflowClient client = mock(WorkflowClient.class);
    lenient().when(context.getInfo()).thenReturn(info);
    lenient().when(context.getWorkflowClient()).thenReturn(client);
    lenient().when(client.newActivityCompletionClient()).thenReturn(temporal);
    lenient().when(temporal.withContext(any())).thenReturn(temporal);
    lenient().when(info.getAttempt()).thenReturn(number);
    lenient().when(info.getNamespace()).thenReturn("default");
    lenient().when(context.getTaskToken()).thenReturn(new byte[0]);
    lenient().when(info.getScheduledTimestamp()).thenReturn(SCHEDULED.toEpochMilli());
    lenient().when(info.getStartedTimestamp()).thenReturn(STARTED.toEpochMilli());
    lenient()
        .when(info.getCurrentAttemptScheduledTimestamp())
        .thenReturn(SCHEDULED.toEpochMilli() + millisLater);
    lenient().when(info.getHeartbeatTimeout()).thenReturn(HEARTBEAT);
    lenient().when(info.getStartToCloseTimeout()).thenReturn(Duration.ofMinutes(7));
    lenient()
        .doReturn(Optional.ofNullable(told))
        .when(context)
        .getLastHeartbeatDetails(CreateHeartbeat.class);
    return CreateAttempt.begin(context, earlier, time -> {}, clock);
  }

  private CreateAttempt first() {
    return attempt(1, 0, null, null);
  }

  private void freeze(Duration time) {
    wall = wall.plus(time);
  }

  private static ApplicationFailure notSent(Runnable step) {
    ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, step::run);
    assertThat(failure.getType()).isEqualTo(FailureTypes.CREATE_NOT_SENT);
    assertThat(failure.isNonRetryable()).isFalse();
    assertThat(failure.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
    return failure;
  }

  @ParameterizedTest
  @CsvSource({"1, 0, true", "1, 5, true", "2, 1000, false", "1, 1000, false"})
  void anAttemptIsTheFirstOnlyIfItWasScheduledWithTheActivity(
      int number, long millisLater, boolean first) {
    assertThat(attempt(number, millisLater, null, null).unclear())
        .isEqualTo(first ? null : new UnclearRequests(SCHEDULED, STARTED));
  }

  @Test
  void whatTheAttemptBeforeHasToldIsBelieved() {
    assertThat(attempt(2, 1000, null, new CreateHeartbeat(null, null)).unclear()).isNull();
    assertThat(attempt(7, 1000, null, new CreateHeartbeat(BEFORE, null)).unclear())
        .isEqualTo(BEFORE);
    assertThat(attempt(1, 1000, null, new CreateHeartbeat(BEFORE, null)).unclear())
        .as("of an activity that was reset")
        .isEqualTo(BEFORE);
  }

  @Test
  void whatCannotBeReadIsUnclear() {
    attempt(2, 5000, null, null);
    doThrow(new DataConverterException("of somebody else"))
        .when(context)
        .getLastHeartbeatDetails(CreateHeartbeat.class);
    assertThat(CreateAttempt.begin(context, null, time -> {}, clock).unclear()).isNotNull();
  }

  @Test
  void anActivityGoesOnWhereOthersHaveEnded() {
    CreateAttempt attempt = attempt(1, 0, new EarlierCreates(4, BEFORE, null), null);
    assertThat(attempt.number()).isEqualTo(5);
    assertThat(attempt.unclear()).isEqualTo(BEFORE);
  }

  @Test
  void beforeTheCreateTemporalIsToldThatATaskMayExistAndIsAskedPastTheThrottle() {
    CreateAttempt attempt = attempt(3, 5000, null, new CreateHeartbeat(null, null));
    attempt.announce();
    CreateHeartbeat word =
        new CreateHeartbeat(
            new UnclearRequests(STARTED, STARTED.plus(HEARTBEAT), STARTED.plus(HEARTBEAT)), null);
    InOrder order = inOrder(context, temporal);
    order.verify(context).heartbeat(word);
    order.verify(temporal).heartbeat(any(byte[].class), any(CreateHeartbeat.class));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void beforeTheCreateItGivesUpIfNobodyWantsTheTask(ActivityCompletionException ending) {
    CreateAttempt attempt = first();
    // The SDK holds this back, so that only Temporal itself can tell. (core 16)
    doThrow(ending).when(temporal).heartbeat(any(byte[].class), any());
    assertThatThrownBy(attempt::announce).isSameAs(ending);
  }

  /** So does the SDK tell it. */
  @ParameterizedTest
  @MethodSource("endings")
  void whoWaitsGivesUpIfNobodyWantsTheTask(ActivityCompletionException ending) {
    CreateAttempt attempt = first();
    doThrow(new ActivityCompletionFailureException(ending))
        .when(temporal)
        .heartbeat(any(byte[].class), any());
    assertThatThrownBy(attempt::confirm).isSameAs(ending);
  }

  @Test
  void whoWaitsGoesOnWhileTemporalIsAway() {
    CreateAttempt attempt = first();
    doThrow(new ActivityCompletionFailureException(new IllegalStateException("UNAVAILABLE")))
        .when(temporal)
        .heartbeat(any(byte[].class), any());
    assertThatCode(attempt::confirm).doesNotThrowAnyException();
    assertThatThrownBy(attempt::announce).isInstanceOf(ActivityCompletionFailureException.class);
  }

  /** A drain is no error. (temporal 9) */
  @ParameterizedTest
  @MethodSource("drains")
  void aWorkerThatShutsDownLeavesTheCreateToAnother(RuntimeException drain) {
    CreateAttempt attempt = first();
    doThrow(drain).when(context).heartbeat(any());
    assertThat(notSent(attempt::announce).getOriginalMessage()).contains("shutting down");
    verify(temporal, never()).heartbeat(any(byte[].class), any());
  }

  /** The worker was frozen for longer than Temporal waits. (temporal 1) */
  @ParameterizedTest
  @ValueSource(longs = {46, 80, 86_400})
  void whatTemporalHasNotConfirmedForLongIsNotSent(long seconds) {
    CreateAttempt attempt = first();
    attempt.announce();
    freeze(Duration.ofSeconds(seconds));
    assertThat(notSent(() -> attempt.checkBeforeSending(CALL)).getOriginalMessage())
        .contains("Temporal has not confirmed the attempt for " + seconds + " s");
  }

  @Test
  void whatWasConfirmedLatelyIsSent() {
    CreateAttempt attempt = first();
    attempt.announce();
    freeze(Duration.ofSeconds(44));
    attempt.checkBeforeSending(CALL);
    assertThat(attempt.unclear()).isEqualTo(new UnclearRequests(STARTED, STARTED.plusSeconds(44)));
  }

  /** What a lost worker sent may be under way for longer than its loss takes to be noticed. */
  @Test
  void itsLossIsNoticedBeforeItsRequestMustBeOver() {
    CreateAttempt attempt = first();
    lenient().when(info.getHeartbeatTimeout()).thenReturn(Duration.ofSeconds(20));
    attempt.announce();
    assertThat(attempt.unclear())
        .isEqualTo(new UnclearRequests(STARTED, STARTED.plusSeconds(20), STARTED.plusSeconds(75)));
    attempt.checkBeforeSending(CALL);
    assertThat(attempt.unclear())
        .as("once it has an answer")
        .isEqualTo(new UnclearRequests(STARTED, STARTED));
  }

  @Test
  void whoOnlyWaitsSaysThatNothingWasSent() {
    CreateAttempt attempt = first();
    attempt.confirm();
    verify(context).heartbeat(new CreateHeartbeat(null, null));
    verify(temporal).heartbeat(any(byte[].class), any(CreateHeartbeat.class));
    assertThat(attempt(2, 1000, null, new CreateHeartbeat(null, null)).unclear()).isNull();
  }

  @Test
  void aClockThatIsSetBackHidesNothingForLong() {
    CreateAttempt attempt = first();
    attempt.announce();
    freeze(Duration.ofHours(-1));
    assertThatCode(() -> attempt.checkBeforeSending(CALL)).doesNotThrowAnyException();
  }

  @Test
  void aHeartbeatTimeoutThatIsShorterThanACallStillLetsItBeSent() {
    CreateAttempt attempt = first();
    lenient().when(info.getHeartbeatTimeout()).thenReturn(Duration.ofSeconds(20));
    attempt.announce();
    freeze(Duration.ofSeconds(9));
    attempt.checkBeforeSending(CALL);
    freeze(Duration.ofSeconds(2));
    notSent(() -> attempt.checkBeforeSending(CALL));
  }

  /** (core 16) */
  @Test
  void nothingIsSentThatWouldOutliveItsAttempt() {
    CreateAttempt attempt = first();
    freeze(Duration.ofMinutes(7).minusSeconds(34));
    attempt.announce();
    assertThat(notSent(() -> attempt.checkBeforeSending(CALL)).getOriginalMessage())
        .isEqualTo("nothing was sent: the attempt has only 34 s left");
  }

  @Test
  void anAttemptThatIsShortAltogetherMaySendInItsFirstHalf() {
    CreateAttempt attempt = first();
    lenient().when(info.getStartToCloseTimeout()).thenReturn(Duration.ofSeconds(30));
    attempt.announce();
    freeze(Duration.ofSeconds(14));
    attempt.checkBeforeSending(CALL);
    freeze(Duration.ofSeconds(2));
    notSent(() -> attempt.checkBeforeSending(CALL));
  }

  @Test
  void aRefusalTellsWhatRemainsUnclear() {
    CreateAttempt attempt = attempt(3, 5000, null, new CreateHeartbeat(BEFORE, null));
    attempt.announce();
    attempt.tellUnclear(BEFORE);
    verify(context).heartbeat(new CreateHeartbeat(BEFORE, null));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void thatARefusalCannotBeToldDoesNotHideIt(ActivityCompletionException ending) {
    CreateAttempt attempt = first();
    doThrow(ending).when(context).heartbeat(any());
    assertThatCode(() -> attempt.tellUnclear(null)).doesNotThrowAnyException();
  }

  @Test
  void whoIsAskedForInTimeIsNotAskedForAfterwards() {
    CreateAttempt attempt = first();
    lenient().when(info.isInWorkflow()).thenReturn(true);
    lenient().when(info.getWorkflowType()).thenReturn("type");
    lenient().when(info.getActivityType()).thenReturn("type");
    lenient().when(info.getActivityTaskQueue()).thenReturn("queue");
    attempt.announce();
    BrowserUseClient client = mock(BrowserUseClient.class);
    attempt.stopIfOrphaned(client, "task");
    verify(client, never()).getTask(any());
    verify(temporal).heartbeat(any(byte[].class), any(CreateHeartbeat.class));
  }

  /** What came too late is looked into: whether somebody owns it is another test's. (temporal 1) */
  @Test
  void whatWasMadeForAnAttemptThatTemporalHasGivenUpIsLookedInto() {
    CreateAttempt attempt = first();
    lenient().when(info.isInWorkflow()).thenReturn(true);
    lenient().when(info.getWorkflowType()).thenReturn("type");
    lenient().when(info.getActivityType()).thenReturn("type");
    lenient().when(info.getActivityTaskQueue()).thenReturn("queue");
    lenient().when(info.getWorkflowId()).thenReturn("run");
    attempt.announce();
    freeze(Duration.ofSeconds(100));
    doThrow(new ActivityNotExistsException((Throwable) null))
        .when(temporal)
        .heartbeat(any(), any());
    BrowserUseClient client = mock(BrowserUseClient.class);
    attempt.stopIfOrphaned(client, "task");
    verify(client).getTask("task");
  }

  @Test
  void anInterruptEndsThePauseAndIsKept() {
    first();
    CreateAttempt attempt = CreateAttempt.begin(context, null, Sleeper.REAL, clock);
    Thread.currentThread().interrupt();
    assertThatThrownBy(attempt::pauseForLists).hasRootCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
