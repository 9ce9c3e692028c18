package com.browseruse.temporal.workflows;

/** What a poll reads. */
public enum ProgressMode {
  /** The whole task, so that the newest step can be reported. */
  STEPS,

  /** Only the status: less to transfer for tasks with many steps. */
  STATUS
}
