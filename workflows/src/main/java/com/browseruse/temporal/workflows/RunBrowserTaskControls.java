package com.browseruse.temporal.workflows;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;

/** What can be asked of, and done to, a run while it lasts. */
public interface RunBrowserTaskControls {
  /** {@return what the last poll of the task saw, which may be long ago: see {@link #refresh}} */
  @QueryMethod(description = "Where the run is: status, step, page, cost, and what was stopped.")
  BrowserTaskProgress progress();

  /**
   * Pauses the agent, not the deadline. Fails with {@code UnsupportedOperation} on some APIs; is
   * refused with {@code InvalidRequest}, which leaves no trace, before there is a task, once the
   * run is ending, and while another pause or resume is under way.
   */
  @UpdateMethod(
      description = "Lets the agent rest until it is resumed; the run's deadline goes on.")
  BrowserTaskProgress pause();

  /** Lets a paused agent go on; otherwise as {@link #pause}. */
  @UpdateMethod(description = "Lets a resting agent go on.")
  BrowserTaskProgress resume();

  /**
   * Polls the task now, steps included, and tells where the run is. However many ask, the run polls
   * once a second at most. It answers at once, with what is known, while there is no task, once the
   * run is ending, and while the API has asked to be left alone.
   */
  @UpdateMethod(description = "Looks at the task now, and tells where the run is.")
  BrowserTaskProgress refresh();

  /** Stops the task, waits for its end, and tells where the run is; it ends with a result. */
  @UpdateMethod(
      description =
          "Stops the task and ends the run with outcome STOPPED, or with the result if the task"
              + " finished first.")
  BrowserTaskProgress stop();

  /** Asks for the same as {@link #stop}, without a response, and also where updates cannot go. */
  @SignalMethod(name = "stop", description = "The same as the update stop, without a response.")
  void requestStop();

  /** Hints that the task may have changed, so that the run polls now. It carries no truth. */
  @SignalMethod(description = "A hint to look at the task now; carries no truth.")
  void taskUpdated();
}
