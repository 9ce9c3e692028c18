package com.browseruse.temporal.workflows.batch;

/** Where a batch is. */
public enum BrowserTaskBatchPhase {
  /** Further lines are to come; none is started before. */
  COLLECTING,

  /** Lines are started as others end. */
  RUNNING,

  /** No further line is started; those that run go on. */
  PAUSED,

  /** It ends early: no further line is started, and those that run come to their end. */
  STOPPING,

  /** It is over. */
  DONE
}
