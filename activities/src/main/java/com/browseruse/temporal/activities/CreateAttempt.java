package com.browseruse.temporal.activities;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** An attempt as Temporal sees it. */
final class CreateAttempt implements TaskCreator.Attempt {
  private final ActivityExecutionContext context;
  private final Duration listPause;

  CreateAttempt(ActivityExecutionContext context, Duration listPause) {
    this.context = context;
    this.listPause = listPause;
  }

  @Override
  public boolean isFirst() {
    return context.getInfo().getAttempt() == 1;
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
