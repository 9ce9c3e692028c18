package com.browseruse.temporal.workflows.session;

/** What became of the browser of a session. */
public enum BrowserSessionOutcome {
  /** It was read to have stopped; or none was opened. */
  CLOSED,

  /** It was not read to have stopped within the bound: it may be open, and hold a slot. */
  UNCONFIRMED
}
