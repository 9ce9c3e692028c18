package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.StopScope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopPhaseTest {

  @ParameterizedTest
  @CsvSource({
    ",                ,         STOP_TASK_AND_SESSION",
    ",                callers,  STOP",
    "TASK,            ,         STOP",
    "TASK,            callers,  STOP",
    "TASK_AND_SESSION,,         STOP_TASK_AND_SESSION",
    "TASK_AND_SESSION,callers,  STOP_TASK_AND_SESSION"
  })
  void aSessionOfTheCallersSurvivesUnlessTheyWantItClosed(
      StopScope scope, String sessionId, Task.Action action) {
    BrowserTask task = BrowserTask.newBuilder("x").sessionId(sessionId).stopScope(scope).build();
    assertThat(StopPhase.actionFor(task)).isEqualTo(action);
  }
}
