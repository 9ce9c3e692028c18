package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.task.TaskAction;
import com.browseruse.temporal.workflows.BrowserTaskInput;
import com.browseruse.temporal.workflows.StopScope;

/** Which action stops the task of an input. */
public final class StopActions {
  private StopActions() {}

  public static TaskAction of(BrowserTaskInput input) {
    StopScope scope = input.options().stopScope();
    if (scope == null) {
      // A session that the caller gave must survive its tasks.
      scope = input.request().sessionId() == null ? StopScope.TASK_AND_SESSION : StopScope.TASK;
    }
    return switch (scope) {
      case TASK -> TaskAction.STOP;
      case TASK_AND_SESSION -> TaskAction.STOP_TASK_AND_SESSION;
    };
  }
}
