package com.browseruse.temporal.activities.internal.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.FailureTypes.CreateFailureDetail;
import com.browseruse.temporal.task.Task;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;

class LaterAttemptTest {
  private static final Instant SCHEDULED = CreateLab.SCHEDULED;
  private final CreateLab lab = new CreateLab();
  private final FakeAttempt second = new FakeAttempt(2);

  @Test
  void whatAnEarlierAttemptMadeIsAdoptedAndNothingElseIsMade() {
    lab.listed.add(CreateLab.ours("earlier", SCHEDULED.plusSeconds(3)));
    assertThat(lab.create(second))
        .isEqualTo(
            new CreatedBrowserTask(
                "earlier", "session-of-earlier", Task.Creation.ADOPTED, FakeAttempt.BEFORE));
    lab.verifyNothingWasCreated();
    lab.verifyNothingWasStopped();
  }

  @Test
  void itLooksTwiceBeforeItCreates() {
    assertThat(lab.create(second))
        .isEqualTo(
            new CreatedBrowserTask(
                "made", "session-made", Task.Creation.CREATED, FakeAttempt.BEFORE));
    assertThat(second.pauses).isEqualTo(1);
    InOrder order = inOrder(lab.client);
    order.verify(lab.client, times(2)).listTasks(any());
    order.verify(lab.client).createTask(any(), any());
  }

  @Test
  void aListThatLagsIsReadASecondTimeBeforeItCreates() {
    second.onPause = () -> lab.listed.add(CreateLab.ours("late", SCHEDULED));
    assertThat(lab.create(second).taskId()).isEqualTo("late");
    lab.verifyNothingWasCreated();
  }

  @ParameterizedTest
  @MethodSource("com.browseruse.temporal.activities.internal.create.CreateLab#unclear")
  void neverCreatesBlindlyIfTheLookFails(BrowserUseException e) {
    doThrow(e).when(lab.client).listTasks(any());
    assertThat(lab.failure(second).isNonRetryable()).isFalse();
    lab.verifyNothingWasCreated();
  }

  @Test
  void neverCreatesBlindlyIfTheSecondLookFails() {
    doReturn(new Task.Page(List.of(), 0, 1, 100, false))
        .doThrow(new BrowserUseException.NoResponse(CreateLab.details(0, false, null)))
        .when(lab.client)
        .listTasks(any());
    assertThat(lab.failure(second).getType()).isEqualTo(FailureTypes.SERVICE_UNAVAILABLE);
    lab.verifyNothingWasCreated();
  }

  @Test
  void aLookThatFailsForGoodStillSaysThatATaskMayExist() {
    doThrow(new BrowserUseException.Authentication(CreateLab.details(401, false, null)))
        .when(lab.client)
        .listTasks(any());
    ApplicationFailure failure = lab.failure(second);
    assertThat(failure.getType()).isEqualTo(FailureTypes.AUTHENTICATION_FAILED);
    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(failure.getDetails().get(CreateFailureDetail.class))
        .isEqualTo(new CreateFailureDetail(FakeAttempt.BEFORE));
  }

  @Test
  void aCreateThatIsRefusedForGoodStillSaysThatAnEarlierOneMayExist() {
    lab.createFailsWith(
        new BrowserUseException.InsufficientCredits(CreateLab.details(402, false, null)));
    ApplicationFailure failure = lab.failure(second);
    assertThat(failure.getType()).isEqualTo(FailureTypes.INSUFFICIENT_CREDITS);
    assertThat(failure.getDetails().get(CreateFailureDetail.class).unclear())
        .isEqualTo(FakeAttempt.BEFORE);
  }

  @Test
  void aCancelAfterTheLookMakesNoTask() {
    second.cancelled = true;
    assertThatThrownBy(() -> lab.create(second)).isInstanceOf(ActivityCompletionException.class);
    lab.verifyNothingWasCreated();
  }

  @Test
  void aCancelDoesNotHideWhatWasMade() {
    second.cancelled = true;
    lab.listed.add(CreateLab.ours("earlier", SCHEDULED));
    assertThat(lab.create(second).taskId()).isEqualTo("earlier");
  }

  @Test
  void anUnclearAnswerIsLookedIntoAgain() {
    lab.createFailsWith(new BrowserUseException.NoResponse(CreateLab.details(0, true, null)));
    assertThat(lab.failure(second).getType()).isEqualTo(FailureTypes.CREATE_UNCLEAR);
    verify(lab.client, times(4)).listTasks(any());
  }

  @Test
  @DisplayName("core 15: only the time of unclear requests is read, and forgotten once it is past")
  void whatIsLongPastIsLookedForOnceMoreAndForgotten() {
    second.age = Duration.ofMinutes(20);
    assertThat(lab.create(second).unclear()).isNull();
    ArgumentCaptor<Task.Query> queries = ArgumentCaptor.forClass(Task.Query.class);
    verify(lab.client, times(2)).listTasks(queries.capture());
    assertThat(queries.getAllValues())
        .allSatisfy(
            query -> {
              assertThat(query.createdAfter()).isEqualTo(SCHEDULED.minus(Duration.ofMinutes(5)));
              assertThat(query.createdBefore())
                  .as("in whole minutes, so that lookups share their readings")
                  .isEqualTo(SCHEDULED.plus(Duration.ofMinutes(16)));
            });
  }

  @Test
  void theRequestOfALostWorkerIsLookedForAtOnceAndNotSentAgainWhileItMayBeUnderWay() {
    FakeAttempt attempt = new FakeAttempt(2);
    attempt.underWayUntil(SCHEDULED.plusSeconds(75));
    attempt.age = Duration.ofSeconds(21);

    ApplicationFailure failure = lab.failure(attempt);

    lab.verifyNothingWasCreated();
    assertThat(failure.getType()).isEqualTo(FailureTypes.CREATE_NOT_SENT);
    assertThat(failure.getOriginalMessage())
        .isEqualTo(
            "nothing was sent: the request of a worker that was lost may be under way for another"
                + " 55 s");
    assertThat(failure.getNextRetryDelay()).isEqualTo(TaskCreator.LOOK_AGAIN);
    assertThat(failure.getDetails().get(CreateFailureDetail.class).unclear().underWayUntil())
        .isEqualTo(SCHEDULED.plusSeconds(75));

    lab.listed.add(CreateLab.ours("earlier", SCHEDULED));
    assertThat(lab.create(attempt).taskId()).isEqualTo("earlier");
  }

  @Test
  void onceTheRequestOfALostWorkerMustBeOverItIsSentAgain() {
    FakeAttempt attempt = new FakeAttempt(2);
    attempt.underWayUntil(SCHEDULED.plusSeconds(75));
    attempt.age = Duration.ofSeconds(75);
    assertThat(lab.create(attempt).taskId()).isEqualTo("made");
  }
}
