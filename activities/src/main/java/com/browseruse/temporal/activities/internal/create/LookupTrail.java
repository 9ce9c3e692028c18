package com.browseruse.temporal.activities.internal.create;

import com.browseruse.temporal.activities.internal.create.TaskLookup.Progress;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the progress of a lookup that is an activity of its own in the activity's heartbeats. */
public final class LookupTrail implements TaskLookup.Trail {
  private static final Logger log = LoggerFactory.getLogger(LookupTrail.class);

  private final ActivityExecutionContext context;
  private final long end;

  public LookupTrail(ActivityExecutionContext context) {
    this.context = context;
    this.end = System.nanoTime() + context.getInfo().getStartToCloseTimeout().toNanos();
  }

  @Override
  public Duration left() {
    return Duration.ofNanos(end - System.nanoTime());
  }

  @Override
  public @Nullable Progress begun() {
    try {
      return context.getLastHeartbeatDetails(Progress.class).orElse(null);
    } catch (RuntimeException e) {
      log.debug("Could not read how far an earlier lookup had come", e);
      return null;
    }
  }

  @Override
  public void tell(@Nullable Progress progress) {
    try {
      context.heartbeat(progress);
    } catch (RuntimeException e) {
      log.debug("Could not tell how far the lookup has come", e);
    }
  }
}
