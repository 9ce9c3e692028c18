package com.browseruse.temporal.activities.internal.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskStatus;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicateTest {
  private static final Instant SCHEDULED = CreateLab.SCHEDULED;
  private final CreateLab lab = new CreateLab();
  private final FakeAttempt second = new FakeAttempt(2);

  private void listYoungestFirst() {
    lab.listed.add(CreateLab.ours("youngest", SCHEDULED.plusSeconds(9)));
    lab.listed.add(CreateLab.ours("oldest", SCHEDULED.plusSeconds(1)));
    lab.listed.add(CreateLab.ours("middle", SCHEDULED.plusSeconds(5)));
  }

  @Test
  void theOldestIsKeptAndTheOthersAreStoppedWithTheirSessions() {
    listYoungestFirst();
    assertThat(lab.create(second).taskId()).isEqualTo("oldest");
    lab.verifyStopped("youngest", Task.Action.STOP_TASK_AND_SESSION);
    lab.verifyStopped("middle", Task.Action.STOP_TASK_AND_SESSION);
    verify(lab.client, never()).updateTask("oldest", Task.Action.STOP_TASK_AND_SESSION);
    lab.verifyNothingWasCreated();
  }

  @Test
  void aSessionThatTheCallerGaveSurvives() {
    listYoungestFirst();
    lab.creator.create(
        CreateLab.REQUEST.toBuilder().sessionId("callers").build(),
        lab.preparation,
        CreateLab.KEY,
        second);
    lab.verifyStopped("youngest", Task.Action.STOP);
    lab.verifyStopped("middle", Task.Action.STOP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"finished", "failed", "stopped"})
  void aDuplicateThatHasEndedIsLeft(String status) {
    lab.listed.add(CreateLab.ours("oldest", SCHEDULED));
    lab.listed.add(
        CreateLab.task("ended", new TaskStatus(status), SCHEDULED.plusSeconds(1), CreateLab.KEY));
    assertThat(lab.create(second).taskId()).isEqualTo("oldest");
    lab.verifyNothingWasStopped();
  }

  @Test
  void aDuplicateInAnUnknownStatusIsStopped() {
    lab.listed.add(CreateLab.ours("oldest", SCHEDULED));
    lab.listed.add(
        CreateLab.task("odd", new TaskStatus("dreaming"), SCHEDULED.plusSeconds(1), CreateLab.KEY));
    lab.create(second);
    lab.verifyStopped("odd", Task.Action.STOP_TASK_AND_SESSION);
  }

  @Test
  void ofTwoWithoutAnAgeTheSameIsAlwaysKept() {
    lab.listed.add(CreateLab.ours("b", null));
    lab.listed.add(CreateLab.ours("a", null));
    assertThat(lab.create(second).taskId()).isEqualTo("a");
    lab.verifyStopped("b", Task.Action.STOP_TASK_AND_SESSION);
  }

  @Test
  void oneWithAnAgeIsKeptRatherThanOneWithout() {
    lab.listed.add(CreateLab.ours("a", null));
    lab.listed.add(CreateLab.ours("z", SCHEDULED));
    assertThat(lab.create(second).taskId()).isEqualTo("z");
  }

  @Test
  void aDuplicateThatCannotBeStoppedNowIsLeftToTheNextAttempt() {
    listYoungestFirst();
    doThrow(new BrowserUseException.NoResponse(CreateLab.details(0, true, null)))
        .when(lab.client)
        .updateTask(any(), any());
    ApplicationFailure failure = lab.failure(second);
    assertThat(failure.isNonRetryable()).isFalse();
    lab.verifyNothingWasCreated();
  }

  @Test
  void aDuplicateThatEndedMeanwhileDoesNotHideTheTask() {
    listYoungestFirst();
    doThrow(new BrowserUseException.InvalidRequest(CreateLab.details(400, false, null)))
        .when(lab.client)
        .updateTask("middle", Task.Action.STOP_TASK_AND_SESSION);
    doThrow(new BrowserUseException.TaskNotFound(CreateLab.details(404, false, null)))
        .when(lab.client)
        .updateTask("youngest", Task.Action.STOP_TASK_AND_SESSION);
    assertThat(lab.create(second).taskId()).isEqualTo("oldest");
    lab.verifyStopped("youngest", Task.Action.STOP_TASK_AND_SESSION);
  }
}
