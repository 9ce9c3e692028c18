package com.browseruse.temporal.chaos;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateStage;
import java.time.Duration;

/** The three ways in which a run can be asked to end before its task does, taken in turns. */
final class EndRequests {
  static final String TIMED_OUT = FailureTypes.BROWSER_TASK_TIMED_OUT;

  private static final int WAYS = 3;
  private static final Duration DEADLINE = Duration.ofSeconds(Sweep.count(15, 30));

  private EndRequests() {}

  /** The input of a run: every third has a deadline. */
  static BrowserTask input(int index) {
    return Inputs.slow(options -> index % WAYS == WAYS - 1 ? options.timeout(DEADLINE) : options);
  }

  /** Cancels one run, stops the next, and leaves the third to its deadline, and so on. */
  static void askForAll(Testbed testbed) {
    RunConditions.awaitAll(testbed, "has its task", RunConditions::hasTask);
    for (int index = 0; index < testbed.runs().size(); index++) {
      WorkflowStub run = testbed.runs().get(index);
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
}
