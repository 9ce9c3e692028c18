package com.browseruse.temporal.testing.internal.cloud;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The state of a task at one instant; {@code steps} are those done so far. */
public record TaskState(
    Status status,
    int steps,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Instant stoppedAt) {

  /** The status of an emulated task. */
  public enum Status {
    CREATED,
    STARTED,
    PAUSED,
    FINISHED,
    FAILED,
    STOPPED;

    /** Its name in version 2 and in the ledger. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean isTerminal() {
    return finishedAt != null;
  }
}
