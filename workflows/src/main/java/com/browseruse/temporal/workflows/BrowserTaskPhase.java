package com.browseruse.temporal.workflows;

/** Where a run is. */
public enum BrowserTaskPhase {
  /** The task is being created. */
  CREATING,

  /** The task is at work. */
  RUNNING,

  /** The task rests until it is resumed. */
  PAUSED,

  /** The task is being stopped. */
  STOPPING,

  /** The run is over, or about to be. */
  DONE
}
