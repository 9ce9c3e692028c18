package com.browseruse.temporal.activities.internal.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.activities.internal.results.ActivityFailures;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.FailureTypes.CreateFailureDetail;
import com.browseruse.temporal.task.Task;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FirstAttemptTest {
  private final CreateLab lab = new CreateLab();
  private final FakeAttempt first = new FakeAttempt(1);

  @Test
  void aClearAnswerNeedsNoLook() {
    assertThat(lab.create(first))
        .isEqualTo(new CreatedBrowserTask("made", "session-made", Task.Creation.CREATED, null));
    lab.verifyNoLook();
    assertThat(first.pauses).isZero();
  }

  @Test
  void aCancelBeforeTheCreateMakesNoTask() {
    first.cancelled = true;
    assertThatThrownBy(() -> lab.create(first)).isInstanceOf(ActivityCompletionException.class);
    lab.verifyNothingWasCreated();
  }

  @ParameterizedTest
  @MethodSource("com.browseruse.temporal.activities.internal.create.CreateLab#unclear")
  void afterAnUnclearAnswerWhatWasMadeIsAdopted(BrowserUseException unclear) {
    lab.createFailsWith(unclear);
    lab.listed.add(CreateLab.ours("lost", CreateLab.SCHEDULED.plusSeconds(1)));
    assertThat(lab.create(first))
        .isEqualTo(new CreatedBrowserTask("lost", "session-of-lost", Task.Creation.ADOPTED, null));
    assertThat(first.pauses).isZero();
    verify(lab.client, times(1)).createTask(any(), any());
  }

  @Test
  void oneCreateThatTheApiDidTwiceMayHaveBeenDoneOnceMore() {
    lab.createFailsWith(new BrowserUseException.Server(CreateLab.details(500, true, null)));
    lab.listed.add(CreateLab.ours("lost", CreateLab.SCHEDULED.plusSeconds(1)));
    lab.listed.add(CreateLab.ours("duplicate", CreateLab.SCHEDULED.plusSeconds(2)));
    assertThat(lab.create(first).unclear()).isEqualTo(FakeAttempt.SENT);
  }

  @ParameterizedTest
  @MethodSource("com.browseruse.temporal.activities.internal.create.CreateLab#unclear")
  void aListThatLagsIsReadASecondTime(BrowserUseException unclear) {
    lab.createFailsWith(unclear);
    first.onPause =
        () -> lab.listed.add(CreateLab.ours("late", CreateLab.SCHEDULED.plusSeconds(1)));
    assertThat(lab.create(first).taskId()).isEqualTo("late");
    verify(lab.client, times(2)).listTasks(any());
  }

  @ParameterizedTest
  @MethodSource("com.browseruse.temporal.activities.internal.create.CreateLab#unclear")
  void whereNothingIsFoundTheNextAttemptShallLook(BrowserUseException unclear) {
    lab.createFailsWith(unclear);
    ApplicationFailure failure = lab.failure(first);
    assertThat(failure.getType()).isEqualTo(FailureTypes.CREATE_UNCLEAR);
    assertThat(failure.isNonRetryable()).isFalse();
    assertThat(failure.getNextRetryDelay()).isNull();
    assertThat(failure.getOriginalMessage()).endsWith("; it is unclear whether a task was created");
    assertThat(first.pauses).isEqualTo(1);
    assertThat(failure.getDetails().get(CreateFailureDetail.class).unclear())
        .isEqualTo(FakeAttempt.SENT);
    assertThat(first.told).containsExactly(FakeAttempt.SENT);
    verify(lab.client, times(1)).createTask(any(), any());
  }

  @Test
  void anUnclearAnswerIsRetriedWhenTheServerSays() {
    Duration wait = Duration.ofSeconds(42);
    lab.createFailsWith(new BrowserUseException.Server(CreateLab.details(503, true, wait)));
    assertThat(lab.failure(first).getNextRetryDelay()).isEqualTo(wait);
  }

  @Test
  void anUnclearAnswerIsNeverRetriedAtOnceSinceTemporalTakesThatForNever() {
    lab.createFailsWith(
        new BrowserUseException.Server(CreateLab.details(503, true, Duration.ZERO)));
    assertThat(lab.failure(first).getNextRetryDelay()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aLookThatFailsAfterAnUnclearAnswerLeavesItUnclear() {
    lab.createFailsWith(new BrowserUseException.Server(CreateLab.details(500, true, null)));
    doThrow(new BrowserUseException.InvalidRequest(CreateLab.details(422, false, null)))
        .when(lab.client)
        .listTasks(any());
    ApplicationFailure failure = lab.failure(first);
    assertThat(failure.getType()).isEqualTo(FailureTypes.CREATE_UNCLEAR);
    assertThat(failure.isNonRetryable()).isFalse();
  }

  @Test
  void aCancelAfterAnUnclearAnswerDoesNotPreventTheLook() {
    lab.createAnswers(
        () -> {
          first.cancelled = true;
          throw new BrowserUseException.Server(CreateLab.details(500, true, null));
        });
    first.onPause = () -> lab.listed.add(CreateLab.ours("lost", CreateLab.SCHEDULED));
    assertThat(lab.create(first).taskId()).isEqualTo("lost");
  }

  @Test
  void whatSurelyHadNoEffectNeedsNoLook() {
    for (BrowserUseException e :
        new BrowserUseException[] {
          new BrowserUseException.RateLimited(CreateLab.details(429, false, Duration.ofSeconds(7))),
          new BrowserUseException.ConnectionFailed(CreateLab.details(0, false, null)),
          new BrowserUseException.InvalidRequest(CreateLab.details(422, false, null)),
          new BrowserUseException.Server(CreateLab.details(503, false, null))
        }) {
      CreateLab each = new CreateLab();
      each.createFailsWith(e);
      FakeAttempt attempt = new FakeAttempt(1);
      ApplicationFailure failure = each.failure(attempt);
      assertThat(failure.getType()).isEqualTo(ActivityFailures.from(e).getType());
      assertThat(failure.getDetails().get(CreateFailureDetail.class).unclear()).isNull();
      assertThat(attempt.told).hasSize(1).containsOnlyNulls();
      each.verifyNoLook();
    }
  }

  @Test
  @DisplayName(
      "core 16, temporal 1: what is too late to be sent was not sent, and the next one knows")
  void whatIsNotSentIsNotUnclear() {
    first.tooLate = ApplicationFailure.newFailure("late", FailureTypes.CREATE_NOT_SENT);
    ApplicationFailure failure = lab.failure(first);
    assertThat(failure.getType()).isEqualTo(FailureTypes.CREATE_NOT_SENT);
    assertThat(failure.isNonRetryable()).isFalse();
    assertThat(failure.getDetails().get(CreateFailureDetail.class).unclear()).isNull();
    assertThat(first.told).hasSize(1).containsOnlyNulls();
    lab.verifyNoLook();
  }

  @Test
  @DisplayName("temporal 1: whoever has made a task asks whether it is wanted still")
  void whoHasMadeATaskAsksWhetherItIsWanted() {
    lab.create(first);
    assertThat(first.asked).containsExactly("made");
  }

  @ParameterizedTest
  @CsvSource({"1, 15, 18", "2, 22, 27", "4, 50, 61", "6, 100, 120", "600, 100, 120"})
  @DisplayName("core 14: who waits for a slot asks less and less often, and not in step")
  void theWaitForASlotGrows(int attempt, int least, int most) {
    assertThat(TaskCreator.slotDelay(attempt, 0).toMillis()).isBetween(least * 1000L, most * 1000L);
    assertThat(TaskCreator.slotDelay(attempt, 0.999).toMillis())
        .isBetween(least * 1000L, most * 1000L)
        .isLessThan(TaskCreator.slotDelay(attempt, 0).toMillis());
  }

  @Test
  @DisplayName("core 14: what the server says goes before")
  void aSlotIsWaitedForAsTheServerSays() {
    Duration told = Duration.ofSeconds(42);
    lab.createFailsWith(
        new BrowserUseException.TooManySessions(CreateLab.details(429, false, told)));
    assertThat(lab.failure(first).getNextRetryDelay()).isEqualTo(told);
  }
}
