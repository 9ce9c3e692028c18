package com.browseruse.temporal.workflows;

/** How a task ended. */
public enum BrowserTaskOutcome {
  /** It finished, and says that it succeeded. */
  SUCCEEDED,

  /** It finished, and does not say that it succeeded. */
  UNSUCCESSFUL,

  /** The service could not complete it. */
  FAILED,

  /** It was stopped, and was seen to have stopped; or it never came to be. */
  STOPPED,

  /**
   * It was told to stop and was not seen to end, or was left alone as {@code stopOnCancel} says: it
   * may be alive and cost money.
   */
  UNKNOWN
}
