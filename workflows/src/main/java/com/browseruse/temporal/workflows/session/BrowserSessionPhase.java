package com.browseruse.temporal.workflows.session;

/** Where a session is. */
public enum BrowserSessionPhase {
  /** There is no browser yet. */
  OPENING,

  /** It is open, and waits for a task. */
  IDLE,

  /** A task is at work in it. */
  RUNNING,

  /** It is told to close, and watched until it has. */
  CLOSING,

  /** It is over. */
  CLOSED
}
