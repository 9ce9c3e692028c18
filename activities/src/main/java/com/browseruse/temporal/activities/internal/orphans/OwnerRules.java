package com.browseruse.temporal.activities.internal.orphans;

import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowExecutionMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The table of {@link Verdict}, as far as Temporal has answered; each row is one finding. */
final class OwnerRules {
  static final Finding NO_WORKFLOW =
      new Finding(Verdict.ORPHAN, "Temporal knows no workflow of this id");
  static final Finding WORKFLOW_ENDED = new Finding(Verdict.ORPHAN, "its workflow has ended");
  static final Finding OTHER_TASK =
      new Finding(Verdict.ORPHAN, "its workflow works on another task");
  static final Finding OTHER_RUN =
      new Finding(Verdict.ORPHAN, "its workflow is a later run, which did not ask for it");
  static final Finding RUN_ALIVE = new Finding(Verdict.OWNED, "its run is alive");
  static final Finding RUN_CREATES =
      new Finding(Verdict.OWNED, "its run is alive, and still creating");
  static final Finding RUN_WAS_RESET =
      new Finding(Verdict.OWNED, "its run was reset, and has not told its task yet");
  static final Finding OTHER_WORKFLOW =
      new Finding(Verdict.OWNED, "a live workflow of another type has this id");
  static final Finding MEMO_UNREADABLE =
      new Finding(Verdict.OWNED, "the memo of its run cannot be read");
  static final Finding STATE_UNCLEAR =
      new Finding(Verdict.OWNED, "the state of its workflow is unclear");
  static final Finding NOT_ASKED = new Finding(Verdict.UNKNOWN, "Temporal could not be asked");
  static final Finding TOO_YOUNG = new Finding(Verdict.OWNED, "it is too young");
  static final Finding AGE_UNKNOWN = new Finding(Verdict.OWNED, "the server does not tell its age");
  static final Finding GONE = new Finding(Verdict.OWNED, "it went away meanwhile");

  static final Finding SESSION_OPENS =
      new Finding(Verdict.OWNED, "its workflow is alive, and has not told its session yet");
  static final Finding SESSION_ALIVE = new Finding(Verdict.OWNED, "its workflow is alive");
  static final Finding OTHER_SESSION =
      new Finding(Verdict.ORPHAN, "its workflow works in another session");
  static final Finding EARLIER_SESSION =
      new Finding(Verdict.ORPHAN, "its workflow is a later run, which did not open it");
  static final Finding SESSION_BUSY = new Finding(Verdict.OWNED, "a task is at work in it");

  /** The activity that opens a session. */
  private static final String OPEN = "CreateBrowserSession";

  /** So far the clocks of Temporal and of the API may differ. */
  static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

  private OwnerRules() {}

  /** A verdict, and how it is known, in a few words for a person. */
  record Finding(Verdict verdict, String reason) {
    Finding with(String detail) {
      return new Finding(verdict, reason + " (" + detail + ")");
    }
  }

  /** The markers of a task that a workflow made. */
  record MarkedTask(String taskId, String workflowId, String createKey) {
    /** Empty if a marker is missing, or if the task is of another namespace: it is not ours. */
    static Optional<MarkedTask> of(Task task, String namespace) {
      Map<String, Object> metadata = task.metadata();
      if (metadata == null || !namespace.equals(metadata.get(TaskMarkers.NAMESPACE))) {
        return Optional.empty();
      }
      return metadata.get(TaskMarkers.WORKFLOW_ID) instanceof String workflowId
              && metadata.get(TaskMarkers.CREATE_KEY) instanceof String createKey
              && !workflowId.isEmpty()
          ? Optional.of(new MarkedTask(task.id(), workflowId, createKey))
          : Optional.empty();
    }
  }

  /** What the age of a task decides; empty if it decides nothing. */
  static Optional<Finding> judgeAge(@Nullable Instant createdAt, Instant createdBefore) {
    if (createdAt == null) {
      return Optional.of(AGE_UNKNOWN);
    }
    return createdAt.isAfter(createdBefore) ? Optional.of(TOO_YOUNG) : Optional.empty();
  }

  /** What the newest run of the workflow id that a task names decides. */
  static Finding judge(MarkedTask task, String namespace, WorkflowExecutionDescription owner) {
    return judge(owner, () -> alive(task, namespace, owner));
  }

  /** What the newest run decides of the workflow id that a session was opened by. */
  static Finding judgeSession(Session session, WorkflowExecutionDescription owner) {
    return judge(owner, () -> alive(session, owner));
  }

  private static Finding judge(WorkflowExecutionDescription owner, Supplier<Finding> ifAlive) {
    return switch (owner.getStatus()) {
      case WORKFLOW_EXECUTION_STATUS_RUNNING, WORKFLOW_EXECUTION_STATUS_PAUSED -> ifAlive.get();
      case WORKFLOW_EXECUTION_STATUS_COMPLETED,
          WORKFLOW_EXECUTION_STATUS_FAILED,
          WORKFLOW_EXECUTION_STATUS_CANCELED,
          WORKFLOW_EXECUTION_STATUS_TERMINATED,
          WORKFLOW_EXECUTION_STATUS_TIMED_OUT ->
          WORKFLOW_ENDED.with(
              owner.getStatus().name().replaceFirst("^WORKFLOW_EXECUTION_STATUS_", ""));
      default -> STATE_UNCLEAR;
    };
  }

  private static Finding alive(
      MarkedTask task, String namespace, WorkflowExecutionDescription owner) {
    Object ownTask;
    try {
      ownTask = memo(owner, TaskMarkers.RUN_MEMO_TASK_ID);
    } catch (RuntimeException e) {
      return MEMO_UNREADABLE;
    }
    if (task.taskId().equals(ownTask)) {
      return RUN_ALIVE;
    }
    if (!owner.getWorkflowType().equals(TaskMarkers.RUN_WORKFLOW_TYPE)) {
      return OTHER_WORKFLOW;
    }
    if (ownTask != null) {
      return OTHER_TASK;
    }
    if (isAskedForBy(task, namespace, owner.getWorkflowExecutionInfo())) {
      return RUN_CREATES;
    }
    // A run that was reset to the moment after its create has the task, and the key of another run.
    return isReset(owner) ? RUN_WAS_RESET : OTHER_RUN;
  }

  private static Finding alive(Session session, WorkflowExecutionDescription owner) {
    if (!owner.getWorkflowType().equals(TaskMarkers.SESSION_WORKFLOW_TYPE)) {
      return OTHER_WORKFLOW;
    }
    Object own;
    try {
      own = memo(owner, TaskMarkers.RUN_MEMO_SESSION_ID);
    } catch (RuntimeException e) {
      return MEMO_UNREADABLE;
    }
    if (own != null) {
      return own.equals(session.id()) ? SESSION_ALIVE : OTHER_SESSION;
    }
    if (isOpening(owner)) {
      // It may wait for the very slot that the session holds.
      return OTHER_SESSION;
    }
    Instant start = owner.getStartTime().minus(CLOCK_DIFFERENCE);
    return isReset(owner) || session.startedAt() == null || session.startedAt().isAfter(start)
        ? SESSION_OPENS
        : EARLIER_SESSION;
  }

  private static boolean isOpening(WorkflowExecutionDescription owner) {
    return owner.getRawDescription().getPendingActivitiesList().stream()
        .anyMatch(activity -> activity.getActivityType().getName().equals(OPEN));
  }

  private static boolean isReset(WorkflowExecutionDescription owner) {
    return owner.getRawDescription().getWorkflowExtendedInfo().hasLastResetTime();
  }

  /** What the memo of a workflow of ours tells; throws if it cannot be read. */
  static @Nullable Object memo(WorkflowExecutionMetadata workflow, String field) {
    Map<?, ?> memo = workflow.getMemo(TaskMarkers.RUN_MEMO_KEY, Map.class, Map.class);
    return memo == null ? null : memo.get(field);
  }

  /** Also the first run of a chain: it may have been retried, or reset, after its create. */
  private static boolean isAskedForBy(
      MarkedTask task, String namespace, WorkflowExecutionInfo owner) {
    String id = task.workflowId();
    String runId = owner.getExecution().getRunId();
    return task.createKey().equals(TaskMarkers.createKeyOfRun(namespace, id, runId))
        || task.createKey()
            .equals(TaskMarkers.createKeyOfRun(namespace, id, owner.getFirstRunId()));
  }
}
