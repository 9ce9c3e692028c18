package com.browseruse.temporal.workflows.reap;

/** What the reaper did about a live remote task of ours; what needs most care comes first. */
public enum ReapDecision {
  /**
   * Nobody owned it: it was told to stop, and was not seen to end: it may still run and cost money.
   */
  UNCONFIRMED("not seen to stop"),

  /** Nobody owns it: it would be stopped, but this is a dry run. */
  WOULD_STOP("would stop"),

  /** Nobody owned it: it was stopped, and was seen stopped. */
  STOPPED("stopped"),

  /** Nobody owned it, but it ended by itself before the stop reached it. */
  FINISHED_FIRST("finished first"),

  /** Somebody owns it, or that cannot be told. */
  LEFT("left");

  private final String text;

  ReapDecision(String text) {
    this.text = text;
  }

  /** {@return two or three words for a person} */
  public String text() {
    return text;
  }
}
