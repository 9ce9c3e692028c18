package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.EndingText;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.run.OpenRuns;
import java.util.concurrent.atomic.AtomicBoolean;

/** A Temporal server that stays up until Ctrl-C, and ends only once its runs have. */
final class OwnServer {
  private OwnServer() {}

  /**
   * Waits for Ctrl-C, and cancels what runs, since nobody could stop its tasks later.
   *
   * @param costsNothing whether the tasks are those of an emulator that ends as well
   * @return whether all tasks were stopped
   */
  static boolean stayUp(CliContext context, TemporalConnection temporal, boolean costsNothing) {
    OpenRuns runs = new OpenRuns(temporal);
    EndingText text = new EndingText(context.terminal(), costsNothing);
    context.endInOrder(() -> text.left(runs.left()));
    context.awaitInterrupt();
    context.say("Ending: runs are cancelled first. Ctrl-C again leaves at once.");
    AtomicBoolean allStopped = new AtomicBoolean(true);
    return context.during(
        "Waiting until every task is stopped",
        () -> {
          runs.end(
              (id, outcome) -> {
                context.say(text.ended(id, outcome));
                if (EndingText.mayLive(outcome)) {
                  allStopped.set(false);
                }
              });
          return allStopped.get();
        });
  }
}
