package com.browseruse.temporal.workflows.caller;

/** What {@link BrowserTasks} makes of an id whose run has ended without a result. */
public enum OnFailure {
  /** Gives that run, whose result is its failure: nothing is paid for twice. The default. */
  RETURN_FAILURE,

  /**
   * Starts another run, with another, paid task, if the one before has failed, was cancelled or
   * terminated, or was ended by a time limit of Temporal. A run that lasts, or has a result, is
   * kept.
   */
  START_ANEW
}
