package com.browseruse.temporal.bench;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.TaskSnapshot;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInterface;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Waits that are an activity's, and not the workflow's. */
@ActivityInterface
public interface WaitActivities {
  Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(30);

  /** The output of a task; fails until it has ended, and asks to be tried again then. */
  String awaitEnd(String taskId, long intervalMillis);

  /** The output of a task, when it has ended. */
  String followToEnd(String taskId, long intervalMillis);

  void doNothing();

  /** Lets time pass, by the clock. */
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  /** Reads with our client. */
  class Impl implements WaitActivities {
    /** What the SDK lets through of heartbeats: one in 80 % of their time-out. */
    private static final Duration HEARTBEAT_EVERY = HEARTBEAT_TIMEOUT.multipliedBy(4).dividedBy(5);

    private final BrowserUseClient client;
    private final Clock clock;
    private final Sleeper sleeper;

    Impl(BrowserUseClient client, Clock clock, Sleeper sleeper) {
      this.client = client;
      this.clock = clock;
      this.sleeper = sleeper;
    }

    @Override
    public String awaitEnd(String taskId, long intervalMillis) {
      if (!hasEnded(taskId)) {
        throw ApplicationFailure.newBuilder()
            .setMessage("The task goes on")
            .setType("NotYet")
            .setCategory(ApplicationErrorCategory.BENIGN)
            .setNextRetryDelay(Duration.ofMillis(intervalMillis))
            .build();
      }
      return client.getTask(taskId).output();
    }

    @Override
    public String followToEnd(String taskId, long intervalMillis) {
      Instant heartbeatAt = clock.instant();
      try {
        while (!hasEnded(taskId)) {
          if (!clock.instant().isBefore(heartbeatAt)) {
            heartbeatAt = clock.instant().plus(HEARTBEAT_EVERY);
            Activity.getExecutionContext().heartbeat(taskId);
          }
          sleeper.sleep(Duration.ofMillis(intervalMillis));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      return client.getTask(taskId).output();
    }

    @Override
    public void doNothing() {}

    private boolean hasEnded(String taskId) {
      TaskSnapshot seen = client.getTaskSnapshot(taskId);
      return seen.status().isEnd(seen.finishedAt());
    }
  }
}
