package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.StopOutcome;
import io.temporal.client.WorkflowUpdateHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever ends a run early, and whatever goes wrong with the stop, the task ends first. */
class WholeStopTest extends WholeTestBase {
  private static final Duration TIMEOUT = Duration.ofSeconds(40);
  private static final String NO_TASK = "{\"detail\": \"Task not found\"}";

  /** What ends a run before its task has ended. */
  enum Why {
    CANCEL,
    DEADLINE,
    STOP_UPDATE
  }

  /** What goes wrong with the stop. */
  enum Trouble {
    NONE(null),
    ERRORS(fault -> fault.times(4).status(500)),
    DISCONNECT_BEFORE(fault -> fault.times(2).disconnect(Fault.Disconnect.BEFORE)),
    DISCONNECT_AFTER(fault -> fault.times(1).disconnect(Fault.Disconnect.AFTER)),
    DISCONNECT_MID_BODY(fault -> fault.times(1).disconnect(Fault.Disconnect.MID_BODY)),
    GARBAGE(fault -> fault.times(2).garbage()),
    RATE_LIMIT(fault -> fault.times(2).status(429).header("Retry-After", "30")),
    REFUSED_ONCE(fault -> fault.times(1).status(400)),
    ACCEPTED_BUT_LOST(fault -> fault.times(1).status(500).commit());

    final UnaryOperator<Fault.Builder> effect;

    Trouble(UnaryOperator<Fault.Builder> effect) {
      this.effect = effect;
    }
  }

  static Stream<Arguments> everyWhyWithEveryTrouble() {
    return Arrays.stream(Why.values())
        .flatMap(why -> Arrays.stream(Trouble.values()).map(trouble -> Arguments.of(why, trouble)));
  }

  @ParameterizedTest
  @MethodSource("everyWhyWithEveryTrouble")
  void theTaskIsStoppedBeforeTheRunCloses(Why why, Trouble trouble) {
    play(halfAMinute().stepDuration(Duration.ofHours(1)));
    if (trouble.effect != null) {
      spoil(trouble.effect.apply(onStop()));
    }
    assertThat(end(why)).isEqualTo(StopOutcome.STOPPED);
    RecordedTask task = oracle().exactlyOneTaskAndNoneAlive();
    assertThat(task.status()).isEqualTo("stopped");
    assertThat(progress().taskId()).isEqualTo(task.id());
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatIgnoresTheStopIsReportedAsUnconfirmed(Why why) {
    play(halfAMinute().stepDuration(Duration.ofHours(1)).ignoreStop(true));
    start(options -> options.timeout(TIMEOUT));
    awaitTask();
    assertThat(closed(why)).isEqualTo(StopOutcome.UNCONFIRMED);
    assertThat(emulator.tasks()).hasSize(1);
    assertThat(emulator.tasks().get(0).stops()).as("told, and reminded three times").isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatFinishedFirstIsKept(Why why) {
    play(halfAMinute().stepDuration(Duration.ofSeconds(10)));
    // No look between the end of the task and the end of the run.
    PollingOptions seldom =
        PollingOptions.newBuilder()
            .initialInterval(Duration.ofHours(1))
            .maxInterval(Duration.ofHours(1))
            .growth(0.0)
            .build();
    start(options -> options.timeout(TIMEOUT).polling(seldom));
    awaitTask();
    env.sleep(Duration.ofSeconds(35));
    if (why != Why.CANCEL) {
      if (why == Why.STOP_UPDATE) {
        askToStop();
      }
      // It had ended in time: that the deadline was noticed first takes nothing away (core 10).
      assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
      assertThat(result().output()).isEqualTo("42");
      assertThat(result().stop()).isEqualTo(StopOutcome.FINISHED_FIRST);
      assertThat(oracle().exactlyOneTaskAndNoneAlive().status()).isEqualTo("finished");
    } else {
      assertThat(closed(why)).isEqualTo(StopOutcome.FINISHED_FIRST);
      assertThat(oracle().exactlyOneTaskAndNoneAlive().status()).isEqualTo("finished");
      assertThat(progress().result().output()).isEqualTo("42");
    }
  }

  @Test
  void theTaskEndsWithItsSessionIfTheRunMadeIt() {
    play(halfAMinute().stepDuration(Duration.ofHours(1)));
    assertThat(end(Why.CANCEL)).isEqualTo(StopOutcome.STOPPED);
    RecordedTask task = oracle().exactlyOneTaskAndNoneAlive();
    assertThat(client.sessions().get(task.sessionId()).status()).isEqualTo("stopped");
  }

  @Test
  void aSessionThatTheCallerGaveSurvivesItsTask() throws Exception {
    play(halfAMinute().stepDuration(Duration.ofHours(1)));
    String session = Sessions.keptAlive(emulator, KEY);
    startWith(
        TaskRequest.newBuilder(TASK).sessionId(session).build(),
        options -> options.timeout(TIMEOUT));
    awaitTask();
    assertThat(endWithout(Why.CANCEL)).isEqualTo(StopOutcome.STOPPED);
    assertThat(oracle().exactlyOneTaskAndNoneAlive().sessionId()).isEqualTo(session);
    assertThat(client.sessions().get(session).status()).isEqualTo("active");
  }

  @Test
  void aStopOfATaskThatTheApiDoesNotShowYetIsRepeated() {
    play(halfAMinute().stepDuration(Duration.ofHours(1)));
    spoil(onStop().times(2).status(404).body(NO_TASK));
    spoil(onLook().times(3).status(404).body(NO_TASK));
    assertThat(end(Why.CANCEL)).isEqualTo(StopOutcome.STOPPED);
    oracle().exactlyOneTaskAndNoneAlive();
  }

  /** The task has stopped within milliseconds; each of these took 15 minutes (api 2). */
  @ParameterizedTest(name = "api 2: {0} {1}")
  @CsvSource(
      nullValues = "null",
      value = {
        "204, ''",
        "200, ''",
        "200, <html>Done</html>",
        "202, '{\"message\": \"accepted\"}'",
        "500, '{\"detail\": \"Internal Server Error\"}'",
        "504, <html>Gateway Timeout</html>",
        "429, '{\"detail\": \"Too many concurrent active sessions.\"}'"
      })
  void aTaskThatHasStoppedIsSeenWithinSecondsWhateverTheAnswerWas(int status, String body) {
    play(halfAMinute().stepDuration(Duration.ofHours(1)));
    spoil(onStop().status(status).body(body).commit());
    start(options -> options.timeout(Duration.ofHours(1)));
    awaitTask();
    Instant cancelledAt = Instant.ofEpochMilli(env.currentTimeMillis());
    assertThat(closed(Why.CANCEL)).isEqualTo(StopOutcome.STOPPED);
    oracle().exactlyOneTaskAndNoneAlive();
    assertThat(Duration.between(cancelledAt, oracle().closedAt()))
        .isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aStopOutlivesAnOutageOfMinutes() {
    play(halfAMinute().stepDuration(Duration.ofHours(1)));
    spoil(onStop().times(15).status(503));
    assertThat(end(Why.CANCEL)).isEqualTo(StopOutcome.STOPPED);
    oracle().exactlyOneTaskAndNoneAlive();
  }

  @Test
  void aStopWorksThoughNothingCanBeReadForAWhile() {
    play(halfAMinute().stepDuration(Duration.ofHours(1)));
    spoil(onLook().after(2).times(6).status(500));
    spoil(onStop().times(3).garbage());
    assertThat(end(Why.DEADLINE)).isEqualTo(StopOutcome.STOPPED);
    oracle().exactlyOneTaskAndNoneAlive();
  }

  private StopOutcome end(Why why) {
    start(options -> options.timeout(TIMEOUT));
    awaitTask();
    return closed(why);
  }

  private StopOutcome closed(Why why) {
    if (why != Why.STOP_UPDATE) {
      return endWithout(why);
    }
    WorkflowUpdateHandle<BrowserTaskProgress> update = askToStop();
    BrowserTaskResult result = result();
    assertThat(update.getResult().stop()).isEqualTo(result.stop());
    return result.stop();
  }

  /** Ends the run in a way that leaves no result; what became of the task is in the memo. */
  private StopOutcome endWithout(Why why) {
    if (why == Why.CANCEL) {
      run.cancel();
      assertCancelled();
    } else {
      assertThat(facts(failure(FailureTypes.BROWSER_TASK_TIMED_OUT)).stop())
          .isEqualTo(memo().stop());
    }
    assertThat(progress().stop()).isEqualTo(memo().stop());
    return memo().stop();
  }
}
