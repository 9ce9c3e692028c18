package com.browseruse.temporal.activities.internal.create;

import com.browseruse.temporal.activities.internal.create.TaskCreator.CreateOutcome;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An attempt as Temporal sees it. */
public final class CreateAttempt implements TaskCreator.Attempt {
  /** More than the moments between which Temporal schedules an activity and its first attempt. */
  private static final long SAME_TIME_MILLIS = 100;

  private static final CreateHeartbeat NO_HEARTBEAT = new CreateHeartbeat(0, false);
  private static final Logger log = LoggerFactory.getLogger(CreateAttempt.class);

  private final ActivityExecutionContext context;
  private final Duration listPause;
  private final int number;
  private final boolean nothingMadeBefore;

  private CreateAttempt(
      ActivityExecutionContext context, Duration listPause, boolean nothingMadeBefore) {
    this.context = context;
    this.listPause = listPause;
    this.number = context.getInfo().getAttempt();
    this.nothingMadeBefore = nothingMadeBefore;
  }

  /** Begins with what the heartbeats of the attempts before have told. */
  public static CreateAttempt begin(ActivityExecutionContext context, Duration listPause) {
    ActivityInfo info = context.getInfo();
    CreateHeartbeat last = lastHeartbeat(context);
    boolean cleared = last.clears(info.getAttempt());
    CreateAttempt attempt = new CreateAttempt(context, listPause, isFirst(info) || cleared);
    if (last.nothingMade() && !cleared) {
      // Attempts that are counted anew could come to where this seems to be of the one before.
      attempt.tell(false);
    }
    return attempt;
  }

  /** Who resets an activity lets Temporal count its attempts from 1 again. */
  private static boolean isFirst(ActivityInfo info) {
    return info.getAttempt() == 1
        && info.getCurrentAttemptScheduledTimestamp() - info.getScheduledTimestamp()
            < SAME_TIME_MILLIS;
  }

  private static CreateHeartbeat lastHeartbeat(ActivityExecutionContext context) {
    try {
      return context.getLastHeartbeatDetails(CreateHeartbeat.class).orElse(NO_HEARTBEAT);
    } catch (RuntimeException e) {
      // Such as of a worker with another data converter: then it is as if there were none.
      log.debug("Could not read the heartbeat of an earlier attempt to create", e);
      return NO_HEARTBEAT;
    }
  }

  @Override
  public boolean nothingMadeBefore() {
    return nothingMadeBefore;
  }

  @Override
  public Instant scheduledAt() {
    return Instant.ofEpochMilli(context.getInfo().getScheduledTimestamp());
  }

  @Override
  public void giveUpIfUnwanted() {
    // Temporal tells of a cancel in its answer to a heartbeat.
    context.heartbeat(new CreateHeartbeat(number, false));
  }

  @Override
  public void tellRefused() {
    if (nothingMadeBefore) {
      tell(true);
    }
  }

  /** The SDK may hold a heartbeat back, but sends the last one with a failure. */
  private void tell(boolean nothingMade) {
    try {
      context.heartbeat(new CreateHeartbeat(number, nothingMade));
    } catch (RuntimeException e) {
      // Cancelled, or the worker is going down. What the attempt has to do or to say comes first.
      log.debug("Could not tell the next attempt to create what this one has made", e);
    }
  }

  @Override
  public void count(CreateOutcome outcome) {
    context
        .getMetricsScope()
        .tagged(Map.of(CreateOutcome.TAG, outcome.tagValue()))
        .counter(CreateOutcome.METRIC)
        .inc(1);
  }

  @Override
  public void pauseForLists() {
    try {
      Thread.sleep(listPause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Activity.wrap(e);
    }
  }

  /**
   * What an attempt to create leaves to the next one, as the details of its heartbeats: which
   * attempt says so, and whether neither it nor any attempt before it has made a task, for sure.
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record CreateHeartbeat(
      @JsonProperty("attempt") int attempt, @JsonProperty("nothingMade") boolean nothingMade) {
    /** Tells whether nothing was made before an attempt: an attempt in between would be unknown. */
    boolean clears(int number) {
      return nothingMade && attempt + 1 == number;
    }
  }
}
