package com.browseruse.temporal.activities;

/** What a run needs beyond a task, so that its create is refused where it is not to be had. */
public enum TaskNeed {
  /** The logs of the task, for {@code collect.logs}. */
  LOGS,

  /** The cost of the task, for {@code maxCostUsd}. */
  COST,

  /** A place to copy files to, for {@code collect}. */
  ARTIFACT_STORE
}
