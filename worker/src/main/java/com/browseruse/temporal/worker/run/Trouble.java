package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.worker.cli.view.PlainText;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowStub;

/** What a run is held up by: a call that fails and is tried again. */
final class Trouble {

  /** Less is a hiccup that nobody needs to know of. */
  private static final int ATTEMPTS_BEFORE = 3;

  private Trouble() {}

  /**
   * Asks the server.
   *
   * @return a sentence, or null if nothing holds the run up
   */
  static String of(WorkflowStub run) {
    for (PendingActivityInfo call : run.describe().getRawDescription().getPendingActivitiesList()) {
      if (call.getAttempt() >= ATTEMPTS_BEFORE && call.hasLastFailure()) {
        return "trying again: " + PlainText.oneLine(call.getLastFailure().getMessage());
      }
    }
    return null;
  }
}
