package com.browseruse.temporal.chaos;

import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.workflows.ProgressMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What happens in a walk: a pure function of its seed.
 *
 * @param seed the seed
 * @param runs the runs
 * @param faults what goes wrong with their calls
 * @param kills when their worker is killed
 * @param version the version of the API that they speak
 */
record WalkPlan(
    long seed,
    List<Run> runs,
    List<PlannedFault> faults,
    List<Duration> kills,
    ApiVersion version) {

  /** How many runs share a walk. */
  static final int RUNS = 10;

  private static final int LATEST_START_MILLIS = 5_000;
  private static final int HORIZON_MILLIS = 12_000;

  /** Of so many walks, about one is on version 1. */
  private static final int ONE_OLD_WALK_OF = 3;

  /** Before, most runs have no task yet; very early cancels are tested elsewhere. */
  private static final int EARLIEST_ACTION_MILLIS = 1_500;

  private static final int SHORTEST_TIMEOUT_MILLIS = 8_000;

  /** Long enough for a pause and its end, a lost worker included. */
  private static final Duration PAUSED_LIMIT = Duration.ofMinutes(3);

  private static final List<ApiCall> CALLS =
      List.of(
          ApiCall.CREATE, ApiCall.CREATE, ApiCall.LIST, ApiCall.POLL, ApiCall.STATUS, ApiCall.STOP);

  /** What somebody does to a run. */
  enum Action {
    CANCEL,
    STOP,
    PAUSE,
    RESUME,
    HINT
  }

  /** An action and its time, counted from the beginning of the walk. */
  record Step(Duration at, Action action) {}

  /** A fault that spoils some calls after others have passed. */
  record PlannedFault(ApiCall call, CallFault fault, int after, int times) {}

  /**
   * One run.
   *
   * @param startAt counted from the beginning of the walk
   * @param length how long its task works; null if it does until it is stopped
   * @param timeout the run's, or null for the default
   * @param progress what its polls read
   * @param steps what is done to it
   */
  record Run(
      Duration startAt,
      Duration length,
      Duration timeout,
      ProgressMode progress,
      List<Step> steps) {

    boolean has(Action action) {
      return steps.stream().anyMatch(step -> step.action() == action);
    }

    /** Tells whether somebody wants it to end before its task does. */
    boolean isCutShort() {
      return has(Action.CANCEL) || has(Action.STOP) || timeout != null;
    }
  }

  static WalkPlan of(long seed) {
    Random random = new Random(seed);
    List<Run> runs = new ArrayList<>();
    for (int index = 0; index < RUNS; index++) {
      runs.add(run(random));
    }
    List<PlannedFault> faults = new ArrayList<>();
    for (int count = 2 + random.nextInt(5); count > 0; count--) {
      faults.add(addFault(random));
    }
    List<Duration> kills = new ArrayList<>();
    for (int count = 1 + random.nextInt(2); count > 0; count--) {
      kills.add(Duration.ofMillis(500 + random.nextInt(HORIZON_MILLIS)));
    }
    kills.sort(null);
    // Drawn last, so that what else a seed stands for does not hang on it.
    ApiVersion version = random.nextInt(ONE_OLD_WALK_OF) == 0 ? ApiVersion.V1 : ApiVersion.V2;
    return new WalkPlan(seed, runs, faults, kills, version);
  }

  private static Run run(Random random) {
    int start = random.nextInt(LATEST_START_MILLIS);
    Duration length =
        random.nextInt(10) < 3 ? null : Duration.ofMillis(1_000 + random.nextInt(HORIZON_MILLIS));
    List<Step> steps = new ArrayList<>();
    for (int count = random.nextInt(3); count > 0; count--) {
      steps.add(new Step(after(start, random), Action.HINT));
    }
    boolean pauses = random.nextInt(5) == 0;
    if (pauses) {
      Duration pause = after(start, random);
      steps.add(new Step(pause, Action.PAUSE));
      steps.add(new Step(pause.plusMillis(random.nextInt(4_000)), Action.RESUME));
    }
    int end = random.nextInt(10);
    if (end < 3) {
      steps.add(new Step(after(start, random), Action.CANCEL));
    } else if (end < 5) {
      steps.add(new Step(after(start, random), Action.STOP));
    }
    Duration timeout = pauses ? PAUSED_LIMIT : null;
    if (length == null && end >= 5 || end == 5) {
      timeout = Duration.ofMillis(SHORTEST_TIMEOUT_MILLIS + random.nextInt(HORIZON_MILLIS));
    }
    ProgressMode progress = random.nextBoolean() ? ProgressMode.STEPS : ProgressMode.STATUS;
    return new Run(Duration.ofMillis(start), length, timeout, progress, List.copyOf(steps));
  }

  private static Duration after(int start, Random random) {
    return Duration.ofMillis(start + EARLIEST_ACTION_MILLIS + random.nextInt(HORIZON_MILLIS));
  }

  private static PlannedFault addFault(Random random) {
    ApiCall call = CALLS.get(random.nextInt(CALLS.size()));
    List<CallFault> faults = new ArrayList<>();
    for (CallFault fault : CallFault.values()) {
      // What is refused for good fails a run rightly, and what is done after its end is not its.
      if (fault.kind != CallFault.Kind.REFUSED && fault != CallFault.DONE_8_SECONDS_LATER) {
        faults.add(fault);
      }
    }
    return new PlannedFault(
        call,
        faults.get(random.nextInt(faults.size())),
        random.nextInt(RUNS),
        1 + random.nextInt(3));
  }
}
