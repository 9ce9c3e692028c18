package com.browseruse.temporal.workflows;

import com.browseruse.temporal.task.TaskAction;

/** Which action stops the task of an input. */
final class StopActions {
  private StopActions() {}

  static TaskAction of(BrowserTaskInput input) {
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
