package com.browseruse.temporal.workflows.internal.run;

/** Why a run ends before its task has ended by itself. */
enum EndReason {
  CANCELLED("run cancelled"),

  /** Somebody sent the update {@code stop}. */
  STOP_REQUESTED("stop requested"),
  TIMED_OUT("deadline passed"),
  OVER_BUDGET("over budget"),

  /** The run cannot go on. */
  FAILED("run failed");

  /** What an operator reads. */
  final String text;

  EndReason(String text) {
    this.text = text;
  }
}
