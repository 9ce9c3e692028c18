package com.browseruse.temporal.activities.internal.create;

import com.browseruse.temporal.activities.internal.create.TaskCreator.CreateOutcome;
import com.browseruse.temporal.activities.internal.create.TaskLookup.Progress;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.UnclearRequests;
import io.temporal.client.ActivityCanceledException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An attempt without a Temporal server; it never waits. */
final class FakeAttempt implements TaskCreator.Attempt {
  /** What was unclear before any attempt but the first. */
  static final UnclearRequests BEFORE =
      new UnclearRequests(CreateLab.SCHEDULED, CreateLab.SCHEDULED.plusSeconds(1));

  /** What is unclear once this attempt has sent its request. */
  static final UnclearRequests SENT =
      new UnclearRequests(CreateLab.SCHEDULED.plusSeconds(5), CreateLab.SCHEDULED.plusSeconds(5));

  private final int number;
  private UnclearRequests unclear;

  /** Whether nobody wants the task any more. */
  boolean cancelled;

  /** What keeps the request from being sent at the last moment. */
  RuntimeException tooLate;

  /** How long ago the first attempt was scheduled. */
  Duration age = Duration.ofSeconds(5);

  /** What happens while the lists are given time. */
  Runnable onPause = () -> {};

  /** What was counted, in order. */
  final List<CreateOutcome> counted = new ArrayList<>();

  int pauses;
  int confirms;

  /** Whether Temporal has given the attempt up. */
  boolean givenUp;

  /** What a later attempt was told, in order; null says that nothing is unclear. */
  final List<UnclearRequests> told = new ArrayList<>();

  /** The tasks whose owner was asked for. */
  final List<String> asked = new ArrayList<>();

  final List<Progress> progress = new ArrayList<>();
  Progress begun;

  FakeAttempt(int number) {
    this(number, number == 1 ? null : BEFORE);
  }

  FakeAttempt(int number, UnclearRequests unclear) {
    this.number = number;
    this.unclear = unclear;
  }

  void underWayUntil(Instant time) {
    unclear = new UnclearRequests(BEFORE.first(), BEFORE.last(), time);
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public UnclearRequests unclear() {
    return unclear;
  }

  @Override
  public void forgetUnclearBefore(Instant time) {
    unclear = unclear == null ? null : unclear.since(time);
  }

  @Override
  public Instant now(Duration ago) {
    return CreateLab.SCHEDULED.plus(age).minus(ago);
  }

  @Override
  public Instant now() {
    return now(Duration.ZERO);
  }

  @Override
  public Instant waitingSince() {
    return CreateLab.SCHEDULED;
  }

  @Override
  public boolean hasToldWhy() {
    return number > 1;
  }

  @Override
  public void confirm() {
    confirms++;
  }

  @Override
  public void announce() {
    if (cancelled) {
      throw new ActivityCanceledException();
    }
  }

  @Override
  public void checkBeforeSending(Duration callTimeout) {
    if (tooLate != null) {
      throw tooLate;
    }
    unclear = UnclearRequests.unite(unclear, SENT);
  }

  @Override
  public void tellUnclear(UnclearRequests remains) {
    told.add(remains);
  }

  @Override
  public boolean isGivenUp() {
    return givenUp;
  }

  @Override
  public void stopIfOrphaned(BrowserUseClient client, String taskId) {
    asked.add(taskId);
  }

  @Override
  public Duration left() {
    return Duration.ofMinutes(7);
  }

  @Override
  public Progress begun() {
    return begun;
  }

  @Override
  public void tell(Progress reached) {
    progress.add(reached);
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
