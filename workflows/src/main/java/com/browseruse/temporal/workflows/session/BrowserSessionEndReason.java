package com.browseruse.temporal.workflows.session;

/** Why a session was closed. */
public enum BrowserSessionEndReason {
  /** Somebody has asked for it, by the update or the signal {@code close}. */
  CLOSE_REQUESTED("it was asked to close"),

  /** It had no task for its {@link BrowserSession#idleTimeout}. */
  IDLE("it had no task for its idle time-out"),

  /** It has reached its {@link BrowserSession#maxAge}. */
  MAX_AGE("it has reached its maximum age"),

  /** It had ended by itself, or was stopped by somebody else, as a task of it has found. */
  ENDED_BY_ITSELF("it had ended by itself, or was stopped by somebody else"),

  /** The workflow was cancelled. */
  CANCELLED("its workflow was cancelled"),

  /** It could not be opened, or its workflow has failed in another way. */
  FAILED("its workflow failed");

  private final String text;

  BrowserSessionEndReason(String text) {
    this.text = text;
  }

  /** {@return the same for people, as the end of a sentence about the session} */
  public String text() {
    return text;
  }
}
