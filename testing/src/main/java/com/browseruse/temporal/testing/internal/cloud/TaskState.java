package com.browseruse.temporal.testing.internal.cloud;

import java.time.Instant;
import java.util.Locale;

/**
 * The state of a task at one instant.
 *
 * @param steps how many steps it has taken so far
 * @param startedAt when it left {@code CREATED}, or null
 * @param finishedAt when it ended, however it ended, or null
 * @param stoppedAt when it was stopped or stopped by itself, or null
 */
public record TaskState(
    Status status, int steps, Instant startedAt, Instant finishedAt, Instant stoppedAt) {

  /** The status of an emulated task. */
  public enum Status {
    CREATED,
    STARTED,
    PAUSED,
    FINISHED,
    FAILED,
    STOPPED;

    boolean isTerminal() {
      return this == FINISHED || this == FAILED || this == STOPPED;
    }

    /** Its name in version 2 and in the ledger. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean isTerminal() {
    return status.isTerminal();
  }
}
