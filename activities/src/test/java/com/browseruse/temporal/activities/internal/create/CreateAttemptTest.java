package com.browseruse.temporal.activities.internal.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import com.browseruse.temporal.activities.internal.create.CreateAttempt.CreateHeartbeat;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityNotExistsException;
import io.temporal.client.ActivityResetException;
import io.temporal.client.ActivityWorkerShutdownException;
import io.temporal.common.converter.DataConverterException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CreateAttemptTest {
  private final ActivityExecutionContext context = mock(ActivityExecutionContext.class);

  static Stream<ActivityCompletionException> endings() {
    return Stream.of(
        new ActivityCanceledException(),
        new ActivityNotExistsException((Throwable) null),
        new ActivityResetException(),
        new ActivityWorkerShutdownException());
  }

  /** An attempt that was scheduled so long after the activity, and finds what one before told. */
  private CreateAttempt attempt(int number, long millisLater, CreateHeartbeat told) {
    ActivityInfo info = mock(ActivityInfo.class);
    lenient().when(context.getInfo()).thenReturn(info);
    lenient().when(info.getAttempt()).thenReturn(number);
    lenient().when(info.getScheduledTimestamp()).thenReturn(1_000_000L);
    lenient().when(info.getCurrentAttemptScheduledTimestamp()).thenReturn(1_000_000L + millisLater);
    lenient()
        .doReturn(Optional.ofNullable(told))
        .when(context)
        .getLastHeartbeatDetails(CreateHeartbeat.class);
    return CreateAttempt.begin(context, Duration.ZERO);
  }

  private CreateAttempt first() {
    return attempt(1, 0, null);
  }

  @ParameterizedTest
  @MethodSource("endings")
  void beforeTheCreateItGivesUpIfNobodyWantsTheTask(ActivityCompletionException ending) {
    CreateAttempt attempt = first();
    doThrow(ending).when(context).heartbeat(any());
    assertThatThrownBy(attempt::giveUpIfUnwanted).isSameAs(ending);
  }

  @ParameterizedTest
  @CsvSource({"1, 0, true", "1, 5, true", "2, 1000, false", "1, 1000, false"})
  void anAttemptIsTheFirstOnlyIfItWasScheduledWithTheActivity(
      int number, long millisLater, boolean first) {
    assertThat(attempt(number, millisLater, null).nothingMadeBefore()).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    // Only the word of the attempt just before counts.
    "2, 1, true,  true",
    "7, 6, true,  true",
    "2, 1, false, false",
    "3, 1, true,  false",
    "2, 2, true,  false",
    "2, 3, true,  false",
    // Who resets an activity lets Temporal count from 1 again.
    "1, 1, true,  false"
  })
  void thatNothingWasMadeIsBelievedOnlyOfTheAttemptJustBefore(
      int number, int before, boolean nothingMade, boolean believed) {
    CreateAttempt attempt = attempt(number, 5000, new CreateHeartbeat(before, nothingMade));
    assertThat(attempt.nothingMadeBefore()).isEqualTo(believed);
  }

  @Test
  void whatCannotBeReadIsNotBelieved() {
    attempt(2, 5000, null);
    doThrow(new DataConverterException("of somebody else"))
        .when(context)
        .getLastHeartbeatDetails(CreateHeartbeat.class);
    assertThat(CreateAttempt.begin(context, Duration.ZERO).nothingMadeBefore()).isFalse();
  }

  @Test
  void aWordOfBeforeAResetIsTakenBackLestTheNumbersFitLater() {
    attempt(1, 5000, new CreateHeartbeat(1, true));
    verify(context).heartbeat(new CreateHeartbeat(1, false));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void thatItCannotBeTakenBackDoesNotPreventTheLook(ActivityCompletionException ending) {
    doThrow(ending).when(context).heartbeat(any());
    assertThatCode(() -> attempt(1, 5000, new CreateHeartbeat(1, true))).doesNotThrowAnyException();
  }

  @Test
  void otherwiseNothingIsToldBeforeTheCreate() {
    first();
    attempt(2, 5000, null);
    attempt(2, 5000, new CreateHeartbeat(1, true));
    attempt(2, 5000, new CreateHeartbeat(1, false));
    verify(context, never()).heartbeat(any());
  }

  @Test
  void beforeTheCreateItTellsThatATaskMayExist() {
    attempt(3, 5000, new CreateHeartbeat(2, true)).giveUpIfUnwanted();
    verify(context).heartbeat(new CreateHeartbeat(3, false));
  }

  @Test
  void aRefusalIsToldIfNothingWasMadeBefore() {
    attempt(3, 5000, new CreateHeartbeat(2, true)).tellRefused();
    verify(context).heartbeat(new CreateHeartbeat(3, true));
  }

  @Test
  void aRefusalSaysNothingOfWhatWasMadeBefore() {
    attempt(3, 5000, new CreateHeartbeat(2, false)).tellRefused();
    verify(context, never()).heartbeat(any());
  }

  @ParameterizedTest
  @MethodSource("endings")
  void thatARefusalCannotBeToldDoesNotHideIt(ActivityCompletionException ending) {
    CreateAttempt attempt = first();
    doThrow(ending).when(context).heartbeat(any());
    assertThatCode(attempt::tellRefused).doesNotThrowAnyException();
  }

  @Test
  void anInterruptEndsThePauseAndIsKept() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(first()::pauseForLists).hasRootCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
