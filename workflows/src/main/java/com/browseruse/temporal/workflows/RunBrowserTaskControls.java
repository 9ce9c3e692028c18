package com.browseruse.temporal.workflows;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;

/** What can be asked of, and done to, a run while it lasts. */
public interface RunBrowserTaskControls {

  /**
   * Tells where the run is.
   *
   * @return what the last look at the task saw
   */
  @QueryMethod(description = "Where the run is: status, step, page, cost, and what was stopped.")
  BrowserTaskProgress progress();

  /**
   * Lets the agent rest. The deadline goes on. Fails with {@code UnsupportedOperation} where the
   * API cannot do it.
   *
   * @return where the run is then
   */
  @UpdateMethod(
      description = "Lets the agent rest until it is resumed; the run's deadline goes on.")
  BrowserTaskProgress pause();

  /**
   * Lets a resting agent go on. Fails with {@code UnsupportedOperation} where the API cannot do it.
   *
   * @return where the run is then
   */
  @UpdateMethod(description = "Lets a resting agent go on.")
  BrowserTaskProgress resume();

  /**
   * Stops the task and ends the run normally: with outcome {@code STOPPED}, or with the result if
   * the task finished first.
   *
   * @return where the run is once the task has ended, or was given up on
   */
  @UpdateMethod(
      description =
          "Stops the task and ends the run with outcome STOPPED, or with the result if the task finished first.")
  BrowserTaskProgress stop();

  /** Hints that the task may have changed, so that the run looks now. It carries no truth. */
  @SignalMethod(description = "A hint to look at the task now; carries no truth.")
  void taskUpdated();
}
