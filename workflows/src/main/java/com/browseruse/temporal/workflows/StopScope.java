package com.browseruse.temporal.workflows;

/** What is stopped when a run ends before its task does. */
public enum StopScope {
  /** The task; its session stays as it is. */
  TASK,

  /** The task and its session. */
  TASK_AND_SESSION;

  /**
   * {@return what is stopped unless the options say it} A session that the run has not made must
   * survive its tasks.
   */
  public static StopScope byDefault(boolean madeSession) {
    return madeSession ? TASK_AND_SESSION : TASK;
  }
}
