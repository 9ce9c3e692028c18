package com.browseruse.temporal.activities.internal.orphans;

import com.browseruse.temporal.activities.OrphanVerdict;
import com.browseruse.temporal.task.TaskMarkers;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.client.WorkflowExecutionDescription;
import java.util.Map;

/** The table of {@link OrphanVerdict}, as far as Temporal has answered. */
final class OwnerRules {
  private OwnerRules() {}

  /**
   * Judges.
   *
   * @param owner the newest run of the workflow id that the task names
   */
  static OrphanFinding judge(OwnedTask task, String namespace, WorkflowExecutionDescription owner) {
    return switch (owner.getStatus()) {
      case WORKFLOW_EXECUTION_STATUS_RUNNING, WORKFLOW_EXECUTION_STATUS_PAUSED ->
          OrphanFinding.of(alive(task, namespace, owner));
      case WORKFLOW_EXECUTION_STATUS_COMPLETED,
          WORKFLOW_EXECUTION_STATUS_FAILED,
          WORKFLOW_EXECUTION_STATUS_CANCELED,
          WORKFLOW_EXECUTION_STATUS_TERMINATED,
          WORKFLOW_EXECUTION_STATUS_TIMED_OUT ->
          new OrphanFinding(
              OrphanVerdict.WORKFLOW_ENDED,
              OrphanVerdict.WORKFLOW_ENDED.words()
                  + " ("
                  + owner.getStatus().name().replaceFirst("^WORKFLOW_EXECUTION_STATUS_", "")
                  + ")");
      default -> OrphanFinding.of(OrphanVerdict.STATE_UNCLEAR);
    };
  }

  private static OrphanVerdict alive(
      OwnedTask task, String namespace, WorkflowExecutionDescription owner) {
    Object told;
    try {
      told = toldTask(owner);
    } catch (RuntimeException e) {
      return OrphanVerdict.MEMO_UNREADABLE;
    }
    if (task.taskId().equals(told)) {
      return OrphanVerdict.RUN_ALIVE;
    }
    if (!owner.getWorkflowType().equals(TaskMarkers.RUN_WORKFLOW_TYPE)) {
      return OrphanVerdict.OTHER_WORKFLOW;
    }
    if (told != null) {
      return OrphanVerdict.OTHER_TASK;
    }
    if (isAskedForBy(task, namespace, owner.getWorkflowExecutionInfo())) {
      return OrphanVerdict.RUN_CREATES;
    }
    // A run that was reset to the moment after its create has the task, and the key of another run.
    return owner.getRawDescription().getWorkflowExtendedInfo().hasLastResetTime()
        ? OrphanVerdict.RUN_WAS_RESET
        : OrphanVerdict.OTHER_RUN;
  }

  private static Object toldTask(WorkflowExecutionDescription owner) {
    Map<?, ?> facts = owner.getMemo(TaskMarkers.RUN_MEMO_KEY, Map.class, Map.class);
    return facts == null ? null : facts.get(TaskMarkers.RUN_MEMO_TASK_ID);
  }

  /** Also the first run of a chain: it may have been retried, or reset, after its create. */
  private static boolean isAskedForBy(
      OwnedTask task, String namespace, WorkflowExecutionInfo owner) {
    String id = task.workflowId();
    return task.createKey()
            .equals(TaskMarkers.createKeyOfRun(namespace, id, owner.getExecution().getRunId()))
        || task.createKey()
            .equals(TaskMarkers.createKeyOfRun(namespace, id, owner.getFirstRunId()));
  }
}
