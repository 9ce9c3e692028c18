package com.browseruse.temporal.chaos;

import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskInput;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The three ways in which a run can be asked to end before its task does, taken in turns. */
final class Ends {
  static final String TIMED_OUT = FailureTypes.BROWSER_TASK_TIMED_OUT;

  private static final int WAYS = 3;
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private Ends() {}

  /** The input of a run: every third has a deadline. */
  static BrowserTaskInput input(int index) {
    return Inputs.slow(options -> index % WAYS == WAYS - 1 ? options.timeout(DEADLINE) : options);
  }

  /** Cancels one run, stops the next, and leaves the third to its deadline, and so on. */
  static void askForAll(Stage stage) {
    awaitAll(stage, "knows its task", Ends::knowsItsTask);
    for (int index = 0; index < stage.runs().size(); index++) {
      WorkflowStub run = stage.runs().get(index);
      if (index % WAYS == 0) {
        run.cancel("enough");
      } else if (index % WAYS == 1) {
        askToStop(run);
      }
    }
  }

  static void askToStop(WorkflowStub run) {
    run.startUpdate("stop", WorkflowUpdateStage.ACCEPTED, BrowserTaskProgress.class);
  }

  /** Waits until each run was once seen to be so; asks seldom, since the server has much to do. */
  static void awaitAll(Stage stage, String what, Predicate<WorkflowStub> isSo) {
    List<WorkflowStub> left = new ArrayList<>(stage.runs());
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
  static boolean rests(WorkflowStub run) {
    WorkflowExecutionDescription seen = run.describe();
    return knowsItsTask(seen) && seen.getRawDescription().getPendingActivitiesCount() == 0;
  }

  static boolean knowsItsTask(WorkflowStub run) {
    return knowsItsTask(run.describe());
  }

  /** Tells whether a call has failed and is, or will be, made again. */
  static boolean repeatsACall(WorkflowStub run) {
    return run.describe().getRawDescription().getPendingActivitiesList().stream()
        .anyMatch(call -> call.getAttempt() > 1);
  }

  private static boolean knowsItsTask(WorkflowExecutionDescription seen) {
    return seen.getMemo(BrowserTaskEvidence.MEMO_KEY, BrowserTaskEvidence.class) != null;
  }
}
