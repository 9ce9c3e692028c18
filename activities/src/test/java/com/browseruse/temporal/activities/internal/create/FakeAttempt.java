package com.browseruse.temporal.activities.internal.create;

import com.browseruse.temporal.activities.internal.create.TaskCreator.CreateOutcome;
import io.temporal.client.ActivityCanceledException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An attempt without a Temporal server; it never waits. */
final class FakeAttempt implements TaskCreator.Attempt {
  private final int number;

  /** Whether nobody wants the task any more. */
  boolean cancelled;

  /** What happens while the lists are given time. */
  Runnable onPause = () -> {};

  /** What was counted, in order. */
  final List<CreateOutcome> counted = new ArrayList<>();

  int pauses;

  /** How often a later attempt was told that this one has made nothing. */
  int refusals;

  FakeAttempt(int number) {
    this.number = number;
  }

  @Override
  public boolean nothingMadeBefore() {
    return number == 1;
  }

  @Override
  public Instant scheduledAt() {
    return CreateLab.SCHEDULED;
  }

  @Override
  public void giveUpIfUnwanted() {
    if (cancelled) {
      throw new ActivityCanceledException();
    }
  }

  @Override
  public void tellRefused() {
    refusals++;
  }

  @Override
  public void count(CreateOutcome branch) {
    counted.add(branch);
  }

  @Override
  public void pauseForLists() {
    pauses++;
    onPause.run();
  }
}
