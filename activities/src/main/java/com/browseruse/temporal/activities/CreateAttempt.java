package com.browseruse.temporal.activities;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** An attempt as Temporal sees it. */
final class CreateAttempt implements TaskCreator.Attempt {

  /** More than the moments between which Temporal schedules an activity and its first attempt. */
  private static final long SAME_TIME_MILLIS = 100;

  private final ActivityExecutionContext context;
  private final Duration listPause;

  CreateAttempt(ActivityExecutionContext context, Duration listPause) {
    this.context = context;
    this.listPause = listPause;
  }

  /** Who resets an activity lets Temporal count its attempts from 1 again. */
  @Override
  public boolean isFirst() {
    ActivityInfo info = context.getInfo();
    return info.getAttempt() == 1
        && info.getCurrentAttemptScheduledTimestamp() - info.getScheduledTimestamp()
            < SAME_TIME_MILLIS;
  }

  @Override
  public Instant scheduledAt() {
    return Instant.ofEpochMilli(context.getInfo().getScheduledTimestamp());
  }

  @Override
  public void giveUpIfUnwanted() {
    // Temporal tells of a cancel in its answer to a heartbeat.
    context.heartbeat(null);
  }

  @Override
  public void count(CreateBranch branch) {
    context
        .getMetricsScope()
        .tagged(Map.of(CreateBranch.TAG, branch.tagValue()))
        .counter(CreateBranch.METRIC)
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
}
