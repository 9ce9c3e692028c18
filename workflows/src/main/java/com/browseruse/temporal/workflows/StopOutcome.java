package com.browseruse.temporal.workflows;

/** What became of a task that a run wanted to stop. */
public enum StopOutcome {
  /** It was stopped, and was seen stopped; or it never came to be. */
  STOPPED,

  /** It had ended by itself before the stop reached it. */
  FINISHED_FIRST,

  /** It was not seen to end within the bound: it may still run and cost money. */
  UNCONFIRMED
}
