package com.browseruse.temporal.client;

/** What one version of the API can do and another cannot. */
public enum ApiFeature {
  /** Sessions as things of their own, that a task can be put into. */
  SESSIONS,

  /** The cost of a task. */
  TASK_COST,

  /** The logs of a task. */
  TASK_LOGS
}
