package com.browseruse.temporal.workflows.internal.run;

import io.temporal.workflow.Workflow;
import java.util.function.Supplier;

/** Those who wait for a poll that began after they had asked. */
final class Refreshes {
  private boolean wanted;
  private int waiting;
  private int pollsBegun;
  private int pollsDone;

  /** Whether somebody waits for a poll that is yet to begin. */
  boolean isWanted() {
    return wanted;
  }

  /** Waits for the poll, as long as there are any. */
  void await(Supplier<Boolean> polls) {
    if (!polls.get()) {
      return;
    }
    wanted = true;
    int poll = pollsBegun + 1;
    waiting++;
    // Detached: who asks gets a response although somebody else cancels the run.
    Workflow.newDetachedCancellationScope(
            () -> Workflow.await(() -> pollsDone >= poll || !polls.get()))
        .run();
    waiting--;
  }

  /**
   * Lets those go who have waited for the last poll: a run with handlers cannot continue as new.
   */
  void release() {
    if (waiting > 0) {
      Workflow.await(() -> waiting == 0 || wanted);
    }
  }

  void pollBegins() {
    wanted = false;
    pollsBegun++;
  }

  void pollEnds() {
    pollsDone = pollsBegun;
  }
}
