package com.browseruse.temporal.worker.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Whether the worker works, as a supervisor or a load balancer asks. */
final class Health {
  /** What the worker does. */
  enum Phase {
    STARTING,
    RUNNING,
    DRAINING
  }

  /** What is shown; {@code temporal} is null before there is a connection. */
  record Report(boolean healthy, Phase worker, @Nullable String temporal) {}

  /** How long an answer of Temporal stands for those that follow, however many ask. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final Clock clock;
  private Phase phase = Phase.STARTING;
  private @Nullable BooleanSupplier temporal;
  private @Nullable Instant asked;
  private boolean reachable;

  Health(Clock clock) {
    this.clock = clock;
  }

  /** The worker has started; {@code temporal} asks Temporal, within a second or two. */
  synchronized void running(BooleanSupplier temporal) {
    this.temporal = temporal;
    this.phase = Phase.RUNNING;
  }

  synchronized void draining() {
    phase = Phase.DRAINING;
  }

  synchronized Report report() {
    if (temporal == null) {
      return new Report(false, phase, null);
    }
    Instant now = clock.instant();
    if (asked == null || !now.isBefore(asked.plus(FRESH))) {
      reachable = temporal.getAsBoolean();
      asked = now;
    }
    return new Report(
        reachable && phase == Phase.RUNNING, phase, reachable ? "reachable" : "unreachable");
  }
}
