package com.browseruse.temporal.workflows.internal.run;

/** Why a task is stopped before it ends by itself. */
public enum Interruption {
  /** Somebody cancelled the workflow. */
  CANCELLED("run cancelled"),

  /** Somebody sent the update {@code stop}. */
  STOP_REQUESTED("stop requested"),

  /** The deadline has passed. */
  TIMED_OUT("deadline passed"),

  /** The task has cost more than it may. */
  OVER_BUDGET("over budget"),

  /** It is a second task of a create that was answered late. */
  TWIN("twin of the task"),

  /** It is a task that no workflow owns any more. */
  ORPHANED("nobody owns it"),

  /** The run cannot go on. */
  FAILED("run failed");

  private final String words;

  Interruption(String words) {
    this.words = words;
  }

  /** What an operator reads. */
  String words() {
    return words;
  }
}
