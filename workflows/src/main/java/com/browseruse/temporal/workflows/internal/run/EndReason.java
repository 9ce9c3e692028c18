package com.browseruse.temporal.workflows.internal.run;

/** Why a run ends before its task has ended by itself. */
enum EndReason {
  /** Somebody cancelled the workflow. */
  CANCELLED("run cancelled"),

  /** Somebody sent the update {@code stop}. */
  STOP_REQUESTED("stop requested"),

  /** The deadline has passed. */
  TIMED_OUT("deadline passed"),

  /** The task has cost more than it may. */
  OVER_BUDGET("over budget"),

  /** The run cannot go on. */
  FAILED("run failed");

  private final String text;

  EndReason(String text) {
    this.text = text;
  }

  /** What an operator reads. */
  String text() {
    return text;
  }
}
