package com.browseruse.temporal.chaos;

import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a run can be waited for to be, as its server describes it. */
final class RunConditions {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Start, workflow task, timer of the deadline, create key, and the first attempt. */
  private static final int EVENTS_BEFORE_THE_SECOND_CREATE = 9;

  private RunConditions() {}

  /** Waits until each run was once seen to be so; asks seldom, since the server has much to do. */
  static void awaitAll(Testbed testbed, String what, Predicate<WorkflowStub> isSo) {
    List<WorkflowStub> left = new ArrayList<>(testbed.runs());
    await()
        .alias("every run " + what)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              left.removeIf(isSo);
              return left.isEmpty();
            });
  }

  /** Tells whether a run has its task and no call under way. */
  static boolean isIdle(WorkflowStub run) {
    WorkflowExecutionDescription seen = run.describe();
    return hasTask(seen) && seen.getRawDescription().getPendingActivitiesCount() == 0;
  }

  /** Tells whether a call of an activity is under way. */
  static boolean isCalling(WorkflowStub run, String activity) {
    return run.describe().getRawDescription().getPendingActivitiesList().stream()
        .anyMatch(call -> call.getActivityType().getName().equals(activity));
  }

  static boolean hasTask(WorkflowStub run) {
    return hasTask(run.describe());
  }

  /** Tells whether a call has failed and is, or will be, made again. */
  static boolean isRetrying(WorkflowStub run) {
    WorkflowExecutionDescription seen = run.describe();
    return isBetweenCreates(seen)
        || seen.getRawDescription().getPendingActivitiesList().stream()
            .anyMatch(call -> call.getAttempt() > 1);
  }

  /** Tells whether a call has failed: a run makes another one then, which is an activity anew. */
  static Predicate<WorkflowStub> hasFailedCall(TemporalServer server) {
    return run ->
        isRetrying(run)
            || server.client().fetchHistory(run.getExecution().getWorkflowId()).getEvents().stream()
                .anyMatch(HistoryEvent::hasActivityTaskFailedEventAttributes);
  }

  /** Each attempt to create is an activity of its own. */
  private static boolean isBetweenCreates(WorkflowExecutionDescription seen) {
    return !hasTask(seen)
        && seen.getRawDescription().getPendingActivitiesCount() == 0
        && seen.getHistoryLength() > EVENTS_BEFORE_THE_SECOND_CREATE;
  }

  private static boolean hasTask(WorkflowExecutionDescription seen) {
    return seen.getMemo(BrowserTaskEvidence.MEMO_KEY, BrowserTaskEvidence.class) != null;
  }
}
