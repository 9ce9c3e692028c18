package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.ProgressMode;
import com.browseruse.temporal.workflows.StopOutcome;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowUpdateStage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A cancel at every point of a run: once the run has closed, nothing of it is alive.
 *
 * <p>One point is missing, since the server of these tests gets lost there: an attempt that fails
 * so that it would be retried, after its cancel was requested. It waits for the retry for ever,
 * where a real server ends the activity.
 */
class WholeCancelTest extends WholeTestBase {
  private static final Duration IN_FLIGHT = Duration.ofMillis(700);

  /** Where a cancel reaches the run, and whether there is a task by then. */
  enum Moment {
    CREATE_IN_FLIGHT(true, test -> test.cancelInFlight(CREATE)),
    CREATE_IN_FLIGHT_THAT_IS_LOST(
        true,
        test -> {
          test.spoil(onCreate().times(1).delay(IN_FLIGHT).disconnect(Fault.Disconnect.AFTER));
          test.start();
          test.awaitRequests(CREATE, 1);
          test.run.cancel();
        }),
    CREATE_IN_FLIGHT_THAT_IS_REFUSED(
        false,
        test -> {
          test.spoil(onCreate().times(1).delay(IN_FLIGHT).status(402));
          test.start();
          test.awaitRequests(CREATE, 1);
          test.run.cancel();
        }),
    BETWEEN_ATTEMPTS_OF_WHICH_ONE_TOOK_EFFECT(
        true,
        test -> {
          test.spoil(onCreate().times(1).status(503).header("Retry-After", "60").commit());
          test.spoil(onList().times(1).status(500));
          test.start();
          test.awaitRequests(LIST, 1);
          test.awaitNextAttempt();
          test.run.cancel();
        }),
    BETWEEN_ATTEMPTS_WHILE_THE_LIST_IS_DOWN_FOR_MINUTES(
        true,
        test -> {
          test.spoil(onCreate().times(1).status(503).header("Retry-After", "60").commit());
          test.spoil(onList().times(10).status(500));
          test.start();
          test.awaitRequests(LIST, 1);
          test.awaitNextAttempt();
          test.run.cancel();
        }),
    BETWEEN_ATTEMPTS_OF_WHICH_ONE_TAKES_EFFECT_LATE(
        true,
        test -> {
          test.spoil(
              onCreate()
                  .times(1)
                  .status(503)
                  .header("Retry-After", "60")
                  .commitDelay(Duration.ofSeconds(8)));
          test.start();
          test.awaitRequests(LIST, 2);
          test.awaitNextAttempt();
          test.run.cancel();
        }),
    BETWEEN_ATTEMPTS_THAT_DID_NOTHING(
        false,
        test -> {
          test.spoil(onCreate().status(429).header("Retry-After", "60"));
          test.start();
          test.awaitRequests(CREATE, 1);
          test.awaitNextAttempt();
          test.run.cancel();
        }),
    RIGHT_AFTER_CREATE(
        true,
        test -> {
          test.start();
          test.awaitTask();
          test.run.cancel();
        }),
    BETWEEN_LOOKS(
        true,
        test -> {
          test.startAndLetRun();
          test.run.cancel();
        }),
    LOOK_IN_FLIGHT(true, test -> test.cancelInFlight(VIEW)),
    LOOK_THAT_IS_RETRIED(
        true,
        test -> {
          test.spoil(onLook().times(5).status(500));
          test.startAndLetRun();
          test.run.cancel();
        }),
    WHILE_PAUSED(
        true,
        test -> {
          test.start();
          test.awaitTask();
          test.update("pause");
          assertThat(test.emulator.tasks().get(0).status()).isEqualTo("paused");
          test.run.cancel();
        }),
    PAUSE_IN_FLIGHT(
        true,
        test -> {
          test.spoil(onStop().times(1).delay(IN_FLIGHT));
          test.start();
          test.awaitTask();
          test.startUpdate("pause");
          test.awaitRequests(UPDATE, 1);
          test.run.cancel();
        }),
    WHILE_STOPPING(
        true,
        test -> {
          test.spoil(onStop().times(3).status(500));
          test.start();
          test.awaitTask();
          test.askToStop();
          test.awaitRequests(UPDATE, 2);
          test.run.cancel();
        }),
    STOP_IN_FLIGHT(
        true,
        test -> {
          test.spoil(onStop().times(1).delay(IN_FLIGHT));
          test.start();
          test.awaitTask();
          test.askToStop();
          test.awaitRequests(UPDATE, 1);
          test.run.cancel();
        });

    final boolean hasTask;
    final Consumer<WholeCancelTest> cancel;

    Moment(boolean hasTask, Consumer<WholeCancelTest> cancel) {
      this.hasTask = hasTask;
      this.cancel = cancel;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCancelLeavesNothingAlive(Moment moment) {
    play(longTask());
    moment.cancel.accept(this);
    assertCancelled();
    assertThat(memo().stop()).isEqualTo(moment.hasTask ? StopOutcome.STOPPED : null);
    assertThat(progress().stop()).isEqualTo(memo().stop());
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.DONE);
    if (moment.hasTask) {
      String id = oracle().exactlyOneTaskAndNoneAlive().id();
      assertThat(memo().taskId()).isEqualTo(id);
    } else {
      oracle().nothingCreated();
      assertThat(memo().taskId()).isNull();
    }
    assertThat(requests(CREATE)).isLessThanOrEqualTo(1);
  }

  @Test
  void aCancelWhileTheResultIsFetchedKeepsIt() {
    play(halfAMinute());
    start(options -> options.progress(ProgressMode.STATUS));
    awaitTask();
    spoil(Fault.on("GET", "/tasks/[^/]+$").times(1).delay(IN_FLIGHT));
    CompletableFuture<Void> cancel =
        CompletableFuture.runAsync(
            () -> {
              awaitRequests(VIEW, 1);
              run.cancel();
            });
    assertCancelled();
    cancel.join();
    assertThat(oracle().exactlyOneTaskAndNoneAlive().stops()).isZero();
    assertThat(progress().result().output()).isEqualTo("42");
  }

  static Scenario.Builder longTask() {
    return halfAMinute().stepDuration(Duration.ofHours(1)).pausable(true);
  }

  /** Leaves the run half-way between two looks: the server loses a cancel that crosses a timer. */
  private void startAndLetRun() {
    start(options -> options.polling(STEADY));
    awaitTask();
    env.sleep(Duration.ofSeconds(15));
  }

  private void cancelInFlight(String route) {
    spoil((route.equals(CREATE) ? onCreate() : onLook()).times(1).delay(IN_FLIGHT));
    start();
    awaitRequests(route, 1);
    run.cancel();
  }

  /** Waits until an attempt to create has failed, and the run waits for the next one. */
  private void awaitNextAttempt() {
    await()
        .until(
            () -> {
              List<HistoryEvent> history =
                  env.getWorkflowClient()
                      .fetchHistory(run.getExecution().getWorkflowId())
                      .getEvents();
              return history.stream().anyMatch(HistoryEvent::hasActivityTaskFailedEventAttributes)
                  && history.get(history.size() - 1).hasTimerStartedEventAttributes();
            });
  }

  private void startUpdate(String name) {
    run.startUpdate(name, WorkflowUpdateStage.ACCEPTED, BrowserTaskProgress.class);
  }
}
