package com.browseruse.temporal.testing;

/** What the client gets in an exchange with a fault. */
sealed interface Reply {

  /** What the work answers. */
  record Truth() implements Reply {}

  /** Something else than the work answers, if it is done at all. */
  record Instead(Answer answer) implements Reply {}

  /** No byte: the connection is closed. */
  record HangUp() implements Reply {}

  /** The head and the first half of what the work answers, then the connection is closed. */
  record CutShort() implements Reply {}

  /** Whether it takes the work's answer to send this reply. */
  default boolean needsTheWork() {
    return this instanceof Truth || this instanceof CutShort;
  }
}
