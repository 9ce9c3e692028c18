package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.workflows.ProgressMode;
import com.browseruse.temporal.workflows.StopOutcome;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An API that cannot be read for a while costs lateness, not the run. */
class WholeLookFaultTest extends WholeTestBase {

  /** What keeps a look from seeing anything. */
  enum Blind {
    ERROR(fault -> fault.status(500)),
    GARBAGE(Fault.Builder::garbage),
    DISCONNECT_BEFORE(fault -> fault.disconnect(Fault.Disconnect.BEFORE)),
    DISCONNECT_MID_BODY(fault -> fault.disconnect(Fault.Disconnect.MID_BODY)),
    RATE_LIMIT_WORDS(fault -> fault.status(429).body("Too many requests")),
    RATE_LIMIT_TIME(fault -> fault.status(429).header("Retry-After", "45")),
    UNAVAILABLE(fault -> fault.status(503).header("Retry-After", "0"));

    final UnaryOperator<Fault.Builder> effect;

    Blind(UnaryOperator<Fault.Builder> effect) {
      this.effect = effect;
    }
  }

  @BeforeEach
  void playHalfAMinute() {
    play(halfAMinute());
  }

  @ParameterizedTest
  @EnumSource
  void aRunSurvivesAnApiThatCannotBeRead(Blind blind) {
    spoil(blind.effect.apply(onLook().after(1).times(12)));
    start();
    succeeded();
    oracle().exactlyOneTaskAndNoneAlive();
    assertThat(requests(CREATE)).isEqualTo(1);
    assertThat(requests(UPDATE)).isZero();
  }

  @Test
  void aTaskThatIsNotVisibleRightAfterItsCreateIsWaitedFor() {
    spoil(onLook().times(3).status(404).body("{\"detail\": \"Task not found\"}"));
    start();
    succeeded();
    oracle().exactlyOneTaskAndNoneAlive();
  }

  @Test
  void aTaskThatStaysInvisibleFailsTheRunAndIsStoppedAllTheSame() {
    play(halfAMinute().stepDuration(Duration.ofHours(1)));
    spoil(onLook().after(2).status(404).body("{\"detail\": \"Task not found\"}"));
    start();
    assertThat(facts(failure(FailureTypes.TASK_NOT_FOUND)).stop()).isEqualTo(StopOutcome.STOPPED);
    RecordedTask task = oracle().exactlyOneTaskAndNoneAlive();
    assertThat(task.status()).isEqualTo("stopped");
  }

  /** A key that was rotated, or a firewall: each ended all runs after half a minute (core 1). */
  @ParameterizedTest
  @CsvSource({"401, {}", "402, {}", "403, {}", "403, <html>blocked</html>", "404, {}", "409, {}"})
  void aDenialCostsTheRunNothingButTime(int status, String body) {
    play(halfAMinute().stepDuration(Duration.ofMinutes(3)));
    spoil(onLook().after(2).times(12).status(status).body(body));
    start();
    succeeded();
    oracle().exactlyOneTaskAndNoneAlive();
    assertThat(requests(UPDATE)).isZero();
  }

  @Test
  void aKeyThatStaysWithdrawnEndsTheRunAtItsDeadline() {
    play(halfAMinute().stepDuration(Duration.ofHours(1)));
    spoil(onLook().after(2).status(401));
    start(options -> options.timeout(Duration.ofMinutes(20)));
    assertThat(facts(failure(FailureTypes.BROWSER_TASK_TIMED_OUT)).stop())
        .isEqualTo(StopOutcome.STOPPED);
    assertThat(failure().getOriginalMessage()).contains("the API could not be read for 19 min");
    oracle().exactlyOneTaskAndNoneAlive();
  }

  /** A task of six seconds timed out, after one poll (core 2). */
  @Test
  void aSessionThatCannotBeReadDelaysNoPoll() {
    spoil(Fault.on("GET", "/sessions/").status(500));
    start(options -> options.exposeLiveUrl(true).timeout(Duration.ofMinutes(1)));
    succeeded();
    oracle().exactlyOneTaskAndNoneAlive();
    assertThat(requests(VIEW)).isGreaterThan(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 405})
  void aServerWithoutTheStatusRouteIsReadByTheLongOne(int status) {
    spoil(Fault.on("GET", "/status$").status(status).body("{\"detail\":\"Not Found\"}"));
    start(options -> options.progress(ProgressMode.STATUS));
    succeeded();
    oracle().exactlyOneTaskAndNoneAlive();
    assertThat(requests(STATUS)).as("asked once, and remembered").isEqualTo(1);
  }

  @Test
  void aRunThatOnlyWantsTheStatusReadsTheShortAnswer() {
    start(options -> options.progress(ProgressMode.STATUS));
    succeeded();
    oracle().exactlyOneTaskAndNoneAlive();
    assertThat(requests(STATUS)).isGreaterThan(3);
    assertThat(requests(VIEW)).as("the result, once").isEqualTo(1);
  }
}
