package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.StopOutcome;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can go wrong with the one call that must take effect exactly once. */
class WholeCreateFaultTest extends WholeTestBase {

  /** An answer that hides that the task was created. */
  enum Lost {
    ERROR_AFTER_WORK(fault -> fault.status(500).commit()),
    DISCONNECT_AFTER(fault -> fault.disconnect(Fault.Disconnect.AFTER)),
    DISCONNECT_MID_BODY(fault -> fault.disconnect(Fault.Disconnect.MID_BODY)),
    GARBAGE_AFTER_WORK(fault -> fault.garbage().commit()),
    REQUEST_TIMEOUT_AFTER_WORK(fault -> fault.status(408).commit());

    final UnaryOperator<Fault.Builder> effect;

    Lost(UnaryOperator<Fault.Builder> effect) {
      this.effect = effect;
    }
  }

  /** An answer, or none, that hides that no task was created. */
  enum Idle {
    ERROR(fault -> fault.status(500)),
    DISCONNECT_BEFORE(fault -> fault.disconnect(Fault.Disconnect.BEFORE)),
    GARBAGE(Fault.Builder::garbage);

    final UnaryOperator<Fault.Builder> effect;

    Idle(UnaryOperator<Fault.Builder> effect) {
      this.effect = effect;
    }
  }

  @BeforeEach
  void playHalfAMinute() {
    play(halfAMinute());
  }

  @ParameterizedTest
  @EnumSource
  void aTaskWhoseCreateWasNotAnsweredIsAdopted(Lost lost) {
    spoil(lost.effect.apply(onCreate().times(1)));
    start();
    BrowserTaskResult result = succeeded();
    assertThat(result.taskId()).isEqualTo(oracle().exactlyOneTaskAndNoneAlive().id());
    assertThat(result.creation()).isEqualTo(Task.Creation.ADOPTED);
    assertThat(requests(CREATE)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aCreateThatDidNothingIsRepeatedOnlyAfterALook(Idle idle) {
    spoil(idle.effect.apply(onCreate().times(1)));
    start();
    BrowserTaskResult result = succeeded();
    oracle().exactlyOneTaskAndNoneAlive();
    assertThat(result.creation()).isEqualTo(Task.Creation.CREATED);
    assertThat(requests(CREATE)).isEqualTo(2);
    assertThat(requests(LIST)).isGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"429, 40", "503, 40"})
  void aCreateWaitsAsLongAsTheServerSays(int status, String seconds) {
    spoil(onCreate().times(1).status(status).header("Retry-After", seconds));
    Instant begin = Instant.ofEpochMilli(env.currentTimeMillis());
    start();
    succeeded();
    Duration waited = Duration.between(begin, oracle().exactlyOneTaskAndNoneAlive().createdAt());
    assertThat(waited).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(55));
    assertThat(requests(CREATE)).isEqualTo(2);
  }

  @Test
  void aRateLimitThatOnlyHasWordsIsWaitedOut() {
    spoil(onCreate().times(2).status(429).body("Too many requests"));
    start();
    succeeded();
    oracle().exactlyOneTaskAndNoneAlive();
    assertThat(requests(CREATE)).isEqualTo(3);
  }

  @Test
  void aListThatFailsAfterAnUnclearCreateIsAskedAgainBeforeAnythingIsRepeated() {
    spoil(onCreate().times(1).disconnect(Fault.Disconnect.AFTER));
    spoil(onList().times(4).status(500));
    start();
    assertThat(succeeded().creation()).isEqualTo(Task.Creation.ADOPTED);
    oracle().exactlyOneTaskAndNoneAlive();
    assertThat(requests(CREATE)).isEqualTo(1);
  }

  /** (api 7) */
  @ParameterizedTest
  @ValueSource(ints = {401, 403, 402, 404, 422})
  void aListThatIsRefusedForAMomentCostsNothing(int status) {
    spoil(onCreate().times(1).disconnect(Fault.Disconnect.AFTER));
    spoil(onList().times(3).status(status));
    start();
    succeeded();
    oracle().exactlyOneTaskAndNoneAlive();
  }

  /** (api 7) */
  @Test
  void aListThatIsRefusedForLongFailsTheRunWithTheKeyOfTheCreate() {
    spoil(onCreate().times(1).disconnect(Fault.Disconnect.AFTER));
    spoil(onList().status(403).body("{\"detail\": \"no\"}"));
    start();
    BrowserTaskEvidence evidence = facts(failure(FailureTypes.AUTHENTICATION_FAILED));
    assertThat(evidence.stop()).isEqualTo(StopOutcome.UNCONFIRMED);
    assertThat(evidence.warnings())
        .containsExactly(
            "a task with temporal_create_key "
                + emulator.tasks().get(0).metadata().get("temporal_create_key")
                + " may be alive: the list of tasks could not be read");
    assertThat(requests(LIST)).as("asked for half a minute each time").isGreaterThan(6 * 3);
  }

  @Test
  void aRefusalAfterAnUnclearCreateStopsWhatThatHadMade() {
    spoil(onCreate().times(1).disconnect(Fault.Disconnect.AFTER));
    spoil(onCreate().after(1).status(402));
    // Neither the first attempt nor the second sees the task.
    spoil(
        onList()
            .times(4)
            .status(200)
            .body("{\"items\":[],\"totalItems\":0,\"pageNumber\":1,\"pageSize\":100}"));
    start();
    assertThat(facts(failure(FailureTypes.INSUFFICIENT_CREDITS)).stop())
        .isEqualTo(StopOutcome.STOPPED);
    oracle().exactlyOneTaskAndNoneAlive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | no such model       | InvalidRequest",
        "401 | The key is wrong.   | AuthenticationFailed",
        "402 | Out of credits      | InsufficientCredits",
        "404 | Session not found   | SessionNotFound",
        "422 | task is too long    | InvalidRequest"
      })
  void aCreateThatIsRefusedFailsTheRunAtOnce(int status, String words, String type) {
    spoil(onCreate().status(status).body(words));
    start();
    assertThat(failure(type).getOriginalMessage()).contains(words);
    oracle().nothingCreated();
    assertThat(requests(CREATE)).isEqualTo(1);
    assertThat(requests(LIST)).isZero();
  }

  /** (api 9) */
  @Test
  void aRunWithoutATaskEndsAtItsDeadlineAndSaysWhy() {
    spoil(
        onCreate()
            .status(429)
            .header("Retry-After", "60")
            .body("{\"detail\": \"Too many concurrent active sessions.\"}"));
    start(options -> options.timeout(Duration.ofSeconds(90)));
    ApplicationFailure failure = failure(FailureTypes.BROWSER_TASK_TIMED_OUT);
    assertThat(failure.getOriginalMessage())
        .isEqualTo(
            "the run did not end within 1 min 30 s; no task could be created in 2 attempts, the"
                + " last: waits for a session, as the first of this worker: 429, Too many"
                + " concurrent active sessions.");
    assertThat(facts(failure).stop()).isNull();
    assertThat(Duration.between(startedAt(), oracle().closedAt()))
        .isLessThan(Duration.ofSeconds(92));
    oracle().nothingCreated();
  }

  /** (api 5) */
  @Test
  void aStopWhileACreateIsUnclearNeverSaysStoppedOfWhatWasNotSeen() {
    spoil(onCreate().times(1).status(500).header("Retry-After", "60"));
    start();
    awaitRequests(LIST, 2);
    askToStop();
    BrowserTaskResult result = result();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.UNKNOWN);
    assertThat(result.stop()).isEqualTo(StopOutcome.UNCONFIRMED);
    assertThat(result.warnings())
        .singleElement()
        .asString()
        .startsWith("it is unclear whether a task was created: none with temporal_create_key ");
    oracle().nothingCreated();
  }

  private Instant startedAt() {
    return run.describe().getStartTime();
  }
}
