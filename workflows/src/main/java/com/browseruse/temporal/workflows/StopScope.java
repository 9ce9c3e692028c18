package com.browseruse.temporal.workflows;

/** What is stopped when a run ends before its task does. */
public enum StopScope {
  /** The task; its session stays as it is. */
  TASK,

  /** The task and its session. */
  TASK_AND_SESSION
}
