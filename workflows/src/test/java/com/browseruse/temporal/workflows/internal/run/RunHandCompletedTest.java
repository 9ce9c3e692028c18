package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskView;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.activities.BrowserTaskActivities.FoundBrowserTasks;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.StopOutcome;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Activities that somebody completes by hand, with null or an empty object. (temporal 12) */
class RunHandCompletedTest extends RunTestBase {
  private static <T> T read(String json, Class<T> type) {
    try {
      return new ObjectMapper().readValue(json, type);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}"})
  void aCreateThatNamesNoTaskFailsTheRunAndWhatItMadeIsStopped(String json) {
    CreatedBrowserTask nothing = read(json, CreatedBrowserTask.class);
    when(remote.activities.createBrowserTask(any())).thenReturn(nothing);
    when(remote.activities.findBrowserTasks(any()))
        .thenReturn(new FoundBrowserTasks(List.of(RemoteTask.found(RemoteTask.ID))));
    start();
    assertThat(failure().getType()).isEqualTo(FailureTypes.UNEXPECTED_RESPONSE);
    assertThat(failure().getOriginalMessage())
        .startsWith("CreateBrowserTask was completed with a result that cannot be used");
    assertThat(evidence().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(remote.wasStopped()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}"})
  void aPollThatTellsNothingIsPolledAgain(String json) {
    TaskSnapshot nothing = read(json, TaskSnapshot.class);
    when(remote.activities.getBrowserTaskStatus(any()))
        .thenReturn(nothing)
        .thenAnswer(call -> remote.seen());
    remote.status = TaskStatus.FINISHED;
    start();
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}"})
  void aResultThatIsNoneIsFetchedAgain(String json) {
    BrowserTaskView nothing = read(json, BrowserTaskView.class);
    when(remote.activities.getBrowserTask(any()))
        .thenReturn(nothing, nothing)
        .thenAnswer(call -> remote.view());
    remote.status = TaskStatus.FINISHED;
    start();
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}"})
  void aStopThatTellsNothingIsFollowedByARead(String json) {
    TaskSnapshot nothing = read(json, TaskSnapshot.class);
    when(remote.activities.updateBrowserTask(any()))
        .thenAnswer(
            call -> {
              remote.status = TaskStatus.STOPPED;
              return nothing;
            });
    start();
    awaitPhase(BrowserTaskPhase.RUNNING);
    run.cancel();
    assertCancelled();
    assertThat(memo().stop()).isEqualTo(StopOutcome.STOPPED);
  }
}
