package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.RecordedSession;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.caller.BrowserSessionHandle;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import com.browseruse.temporal.workflows.session.BrowserSession;
import com.browseruse.temporal.workflows.session.BrowserSessionPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/** A session by the emulator's ledger. */
abstract class WholeSessionBase extends WholeTestBase {
  static final Duration LONG = Duration.ofHours(3);

  BrowserSessionHandle session;

  BrowserTasks tasks() {
    return BrowserTasks.create(env.getWorkflowClient());
  }

  void open(BrowserSession.Builder input) {
    session = tasks().session("session-1", input.build());
    run = session.workflow();
  }

  static BrowserSession.Builder longIdle() {
    return BrowserSession.newBuilder().idleTimeout(LONG);
  }

  static Scenario.Builder quick(String task, String output) {
    return Scenario.matching(task)
        .startDelay(Duration.ofSeconds(1))
        .steps(1)
        .stepDuration(Duration.ofSeconds(5))
        .output(output);
  }

  static Scenario.Builder endless(String task) {
    return Scenario.matching(task)
        .startDelay(Duration.ofSeconds(1))
        .outcome(Scenario.Outcome.NEVER);
  }

  static Fault.Builder onOpen() {
    return Fault.on("POST", "/sessions$");
  }

  static Fault.Builder onClose() {
    return Fault.on("PATCH", "/sessions/");
  }

  /** Lets time pass, a second in a moment, until it is so. */
  void passUntil(BooleanSupplier isSo) {
    passUntil(isSo, Duration.ofSeconds(1));
  }

  void passUntil(BooleanSupplier isSo, Duration step) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              if (!isSo.getAsBoolean()) {
                env.sleep(step);
              }
              return isSo.getAsBoolean();
            });
  }

  void passUntil(BrowserSessionPhase phase) {
    passUntil(() -> session.progress().phase() == phase);
  }

  BrowserTaskResult ended(CompletableFuture<BrowserTaskResult> task) {
    passUntil(task::isDone);
    return task.join();
  }

  <E extends BrowserTaskException> E failureOf(
      Class<E> type, CompletableFuture<BrowserTaskResult> task) {
    passUntil(task::isDone);
    Throwable failure = catchThrowableOfType(CompletionException.class, task::join).getCause();
    assertThat(failure).isInstanceOf(type);
    return type.cast(failure);
  }

  RecordedSession onlySession() {
    assertThat(emulator.sessions()).hasSize(1);
    return emulator.sessions().get(0);
  }

  /** The promise of a session: whatever it was, its browser was closed when it ended. */
  void assertClosedFirst() {
    Instant closedAt = Oracle.of(env, emulator, run).closedAt();
    assertThat(emulator.sessions())
        .allSatisfy(
            session -> assertThat(session.finishedAt()).isNotNull().isBeforeOrEqualTo(closedAt));
    assertThat(emulator.tasks())
        .allSatisfy(task -> assertThat(task.finishedAt()).isNotNull().isBeforeOrEqualTo(closedAt));
  }

  RecordedTask task(String words) {
    return emulator.tasks().stream()
        .filter(task -> task.task().contains(words))
        .findFirst()
        .orElseThrow();
  }
}
