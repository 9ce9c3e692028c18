package com.browseruse.temporal.worker.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
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
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Phase phase = Phase.STARTING;
  private volatile @Nullable BooleanSupplier temporal;
  private volatile Instant due = Instant.MIN;
  private volatile boolean reachable;

  Health(Clock clock) {
    this.clock = clock;
  }

  /** The worker has started; {@code temporal} asks Temporal, within a second or two. */
  void running(BooleanSupplier temporal) {
    this.temporal = temporal;
    this.phase = Phase.RUNNING;
  }

  void draining() {
    phase = Phase.DRAINING;
  }

  Report report() {
    BooleanSupplier known = temporal;
    if (known == null) {
      return new Report(false, phase, null);
    }
    Instant now = clock.instant();
    // One asks; the others take the answer of before, so that a slow Temporal holds up nobody else.
    if (!now.isBefore(due) && asking.tryLock()) {
      try {
        reachable = known.getAsBoolean();
        due = now.plus(FRESH);
      } finally {
        asking.unlock();
      }
    }
    return new Report(
        reachable && phase == Phase.RUNNING, phase, reachable ? "reachable" : "unreachable");
  }
}
