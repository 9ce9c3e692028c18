package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.SecretRef;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.StopScope;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import com.browseruse.temporal.workflows.session.BrowserSession;
import com.browseruse.temporal.workflows.session.BrowserSessionEndReason;
import com.browseruse.temporal.workflows.session.BrowserSessionOutcome;
import com.browseruse.temporal.workflows.session.BrowserSessionPhase;
import com.browseruse.temporal.workflows.session.BrowserSessionResult;
import com.browseruse.temporal.workflows.session.BrowserSessionTask;
import com.browseruse.temporal.workflows.session.RunBrowserSessionWorkflow;
import io.temporal.client.WorkflowOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several tasks in one browser, with a person between them. */
class WholeSessionTest extends WholeSessionBase {
  @Test
  void aCodeThatComesAfterTwoHoursIsTypedInTheSameBrowserAndIsInNoHistory(@TempDir Path secrets)
      throws Exception {
    play(quick("Log in", "The site asks for a code."));
    play(quick("Type the code", "Ordered."));
    open(longIdle());
    BrowserTaskResult asked = ended(session.runTaskAsync(BrowserTask.of("Log in")));
    assertThat(asked.output()).isEqualTo("The site asks for a code.");
    passUntil(BrowserSessionPhase.IDLE);
    env.sleep(Duration.ofHours(2));
    assertThat(session.progress().phase()).isEqualTo(BrowserSessionPhase.IDLE);
    assertThat(onlySession().finishedAt()).isNull();
    Path code = Files.writeString(secrets.resolve("code"), "code-271828");

    BrowserTaskResult ordered =
        ended(
            session.runTaskAsync(
                BrowserTask.newBuilder("Type the code")
                    .secret("code", SecretRef.file(code.toString()))
                    .build()));
    BrowserSessionResult closed = session.close();

    assertThat(ordered.output()).isEqualTo("Ordered.");
    assertThat(ordered.sessionId()).isEqualTo(asked.sessionId()).isEqualTo(onlySession().id());
    assertThat(closed.sessionId()).isEqualTo(onlySession().id());
    assertThat(closed.outcome()).isEqualTo(BrowserSessionOutcome.CLOSED);
    assertThat(closed.endReason()).isEqualTo(BrowserSessionEndReason.CLOSE_REQUESTED);
    assertThat(closed.tasksDone()).isEqualTo(2);
    assertThat(closed.costUsd()).isEqualByComparingTo(asked.costUsd().add(ordered.costUsd()));
    assertThat(session.result()).isEqualTo(closed);
    assertThat(session.close()).isEqualTo(closed);
    assertClosedFirst();
    List<String> workflows = new ArrayList<>(List.of(session.id()));
    closed.tasks().forEach(task -> workflows.add(task.workflowId()));
    assertThat(workflows).hasSize(3);
    for (String id : workflows) {
      assertThat(env.getWorkflowClient().fetchHistory(id).toJson(false))
          .doesNotContain("code-271828")
          .doesNotContain(java.util.Base64.getEncoder().encodeToString("code-271828".getBytes()));
    }
  }

  @Test
  void theTasksOfTheInputRunInOrderAndTheSessionClosesBehindThem() {
    play(quick("one", "1"));
    play(quick("two", "2"));
    open(
        BrowserSession.newBuilder()
            .tasks(BrowserTask.of("one"), BrowserTask.of("two"))
            .idleTimeout(Duration.ZERO));
    BrowserSessionResult result = session.result();
    assertThat(result.endReason()).isEqualTo(BrowserSessionEndReason.IDLE);
    assertThat(result.tasks())
        .extracting(BrowserSessionTask::outcome)
        .containsExactly(BrowserTaskOutcome.SUCCEEDED, BrowserTaskOutcome.SUCCEEDED);
    assertThat(result.tasks())
        .extracting(task -> tasks().find(task.workflowId()).result().output())
        .containsExactly("1", "2");
    assertThat(task("two").createdAt()).isAfterOrEqualTo(task("one").finishedAt());
    assertThat(onlySession().tasks()).isEqualTo(2);
    assertClosedFirst();
  }

  @Test
  void aTaskOfTheInputThatFailsKeepsThoseBehindItFromRunning() {
    play(quick("one", "1").isSuccess(false));
    open(
        BrowserSession.newBuilder()
            .tasks(
                BrowserTask.newBuilder("one").failUnlessSuccessful(true).build(),
                BrowserTask.of("two"))
            .idleTimeout(Duration.ZERO));
    assertThat(session.result().tasks())
        .extracting(BrowserSessionTask::failure)
        .containsExactly(FailureTypes.BROWSER_TASK_UNSUCCESSFUL, BrowserTaskException.CANCELLED);
    assertThat(emulator.tasks()).hasSize(1);
    assertClosedFirst();
  }

  @Test
  void aTaskThatFailsDoesNotEndTheSession() {
    play(quick("bad", "no").isSuccess(false));
    play(quick("good", "yes"));
    open(longIdle());
    BrowserTaskException.Unsuccessful failure =
        failureOf(
            BrowserTaskException.Unsuccessful.class,
            session.runTaskAsync(BrowserTask.newBuilder("bad").failUnlessSuccessful(true).build()));
    assertThat(failure.evidence().taskId()).isEqualTo(task("bad").id());
    assertThat(failure.result().orElseThrow().output()).isEqualTo("no");
    assertThat(ended(session.runTaskAsync(BrowserTask.of("good"))).output()).isEqualTo("yes");
    assertThat(session.close().tasksFailed()).isEqualTo(1);
    assertClosedFirst();
  }

  @Test
  void tasksWaitForTheirTurn() {
    play(quick("task", "done"));
    open(longIdle());
    List<CompletableFuture<BrowserTaskResult>> all = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      all.add(session.runTaskAsync(BrowserTask.of("task " + i)));
    }
    all.forEach(this::ended);
    List<RecordedTask> tasks = emulator.tasks();
    assertThat(tasks)
        .extracting(RecordedTask::task)
        .containsExactly("task 1", "task 2", "task 3", "task 4");
    for (int i = 1; i < tasks.size(); i++) {
      assertThat(tasks.get(i).createdAt()).isAfterOrEqualTo(tasks.get(i - 1).finishedAt());
    }
    session.close();
    assertClosedFirst();
  }

  @Test
  void aKeyIsPaidForOnceAlsoWhenTheSessionIsOver() {
    play(quick("task", "done"));
    open(longIdle());
    CompletableFuture<BrowserTaskResult> first =
        CompletableFuture.supplyAsync(() -> session.runTask("key", BrowserTask.of("task")));
    BrowserTaskResult result = ended(first);
    assertThat(session.runTask("key", BrowserTask.of("task"))).isEqualTo(result);
    session.close();
    assertThat(session.runTask("key", BrowserTask.of("task"))).isEqualTo(result);
    assertThat(emulator.tasks()).hasSize(1);
    assertThat(result.taskId()).isEqualTo(task("task").id());
  }

  @Test
  void aKeyStandsForOneTask() {
    play(quick("task", "done"));
    open(longIdle());
    CompletableFuture<BrowserTaskResult> first =
        CompletableFuture.supplyAsync(() -> session.runTask("key", BrowserTask.of("task")));
    ended(first);
    assertThatThrownBy(() -> session.runTask("key", BrowserTask.of("another task")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The key key has run another task in session session-1 already");
    assertThat(emulator.tasks()).hasSize(1);
  }

  @Test
  void anIdleSessionCloses() {
    open(BrowserSession.newBuilder().exposeLiveUrl(true));
    passUntil(BrowserSessionPhase.IDLE);
    assertThat(session.progress().liveUrl()).startsWith("http");
    BrowserSessionResult result = session.result();
    assertThat(result.endReason()).isEqualTo(BrowserSessionEndReason.IDLE);
    assertThat(Duration.between(result.openedAt(), onlySession().finishedAt()))
        .isBetween(Duration.ofMinutes(15), Duration.ofMinutes(16));
    assertClosedFirst();
  }

  @Test
  void theMaximumAgeStopsTheTaskAndItsCallerIsTold() {
    play(endless("long"));
    open(longIdle().maxAge(Duration.ofMinutes(30)));
    CompletableFuture<BrowserTaskResult> running = session.runTaskAsync(BrowserTask.of("long"));
    CompletableFuture<BrowserTaskResult> waiting =
        session.runTaskAsync(BrowserTask.of("never begun"));
    passUntil(() -> emulator.tasks().size() == 1);
    assertThat(session.progress().waiting()).isEqualTo(1);

    BrowserSessionResult result = session.result();

    assertThat(result.endReason()).isEqualTo(BrowserSessionEndReason.MAX_AGE);
    assertThat(result.tasksFailed()).isEqualTo(2);
    BrowserTaskException.NotFound stopped = failureOf(BrowserTaskException.NotFound.class, running);
    assertThat(stopped.type()).isEqualTo(FailureTypes.SESSION_STOPPED);
    assertThat(stopped.evidence().taskId()).isEqualTo(task("long").id());
    assertThat(stopped.evidence().stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(stopped)
        .hasMessage(
            "the task was stopped with its session, since the session ended: it has reached its"
                + " maximum age");
    assertThat(failureOf(BrowserTaskException.NotFound.class, waiting))
        .hasMessage(
            "the task was not run, since the session ended: it has reached its maximum age");
    assertThat(task("long").status()).isEqualTo("stopped");
    assertThat(emulator.tasks()).hasSize(1);
    assertClosedFirst();
  }

  @Test
  void aTimeOutOfTheWorkflowItselfComesTooLate() {
    run =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                RunBrowserSessionWorkflow.TYPE,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .setWorkflowRunTimeout(Duration.ofHours(1))
                    .build());
    run.start(longIdle().build());
    BrowserSessionResult result = run.getResult(BrowserSessionResult.class);
    assertThat(result.endReason()).isEqualTo(BrowserSessionEndReason.MAX_AGE);
    assertThat(result.warnings())
        .singleElement()
        .asString()
        .contains("not after its maxAge of 4 h: a time-out of the workflow itself");
    assertThat(Duration.between(result.openedAt(), onlySession().finishedAt()))
        .isBetween(Duration.ofMinutes(44), Duration.ofMinutes(46));
    assertClosedFirst();
  }

  @Test
  void aCancelWhileItWaitsClosesTheSession() {
    open(longIdle());
    passUntil(BrowserSessionPhase.IDLE);
    session.cancel();
    BrowserTaskException.Cancelled cancelled =
        catchThrowableOfType(BrowserTaskException.Cancelled.class, session::result);
    assertThat(cancelled.evidence().sessionId()).isEqualTo(onlySession().id());
    assertThat(cancelled.evidence().stop()).isEqualTo(StopOutcome.STOPPED);
    assertClosedFirst();
  }

  @Test
  void aCancelWhileATaskIsAtWorkStopsItFirst() {
    play(endless("long"));
    open(longIdle());
    CompletableFuture<BrowserTaskResult> running = session.runTaskAsync(BrowserTask.of("long"));
    passUntil(() -> emulator.tasks().size() == 1);
    session.cancel();
    assertThatThrownBy(session::result).isInstanceOf(BrowserTaskException.Cancelled.class);
    assertThat(failureOf(BrowserTaskException.NotFound.class, running).evidence().taskId())
        .isEqualTo(task("long").id());
    assertThat(task("long").status()).isEqualTo("stopped");
    assertClosedFirst();
  }

  @Test
  void aSignalClosesToo() {
    open(longIdle());
    run.signal("close");
    assertThat(session.result().endReason()).isEqualTo(BrowserSessionEndReason.CLOSE_REQUESTED);
    assertClosedFirst();
  }

  @Test
  void aSessionThatSomebodyElseHasStoppedTakesItsTasksWithIt() {
    play(quick("task", "done"));
    open(longIdle());
    passUntil(BrowserSessionPhase.IDLE);
    client.sessions().stop(onlySession().id());
    CompletableFuture<BrowserTaskResult> first = session.runTaskAsync(BrowserTask.of("task 1"));
    CompletableFuture<BrowserTaskResult> second = session.runTaskAsync(BrowserTask.of("task 2"));
    BrowserSessionResult result = session.result();
    assertThat(result.endReason()).isEqualTo(BrowserSessionEndReason.ENDED_BY_ITSELF);
    assertThat(result.outcome()).isEqualTo(BrowserSessionOutcome.CLOSED);
    assertThat(failureOf(BrowserTaskException.NotFound.class, first).type())
        .isEqualTo(FailureTypes.SESSION_STOPPED);
    assertThat(failureOf(BrowserTaskException.NotFound.class, second))
        .hasMessageContaining("stopped by somebody else");
    assertThat(emulator.tasks()).isEmpty();
    assertThat(emulator.sessions()).hasSize(1);
  }

  @Test
  void whatASessionCannotRunIsRefusedWithoutATrace() {
    open(longIdle());
    passUntil(BrowserSessionPhase.IDLE);
    assertRefused(
        BrowserTask.newBuilder("x").sessionId("s").build(),
        "sessionId must not be given: the task runs in this session");
    assertRefused(
        BrowserTask.newBuilder("x").sessionSettings(Map.of("profileId", "p")).build(),
        "sessionSettings must not be given: the session is open already");
    assertRefused(
        BrowserTask.attach("t"),
        "taskId must not be given: a session runs tasks that it makes itself");
    assertRefused(
        BrowserTask.newBuilder("x").stopScope(StopScope.TASK_AND_SESSION).build(),
        "options.stopScope must be TASK: the session outlasts its tasks");
    assertThatThrownBy(() -> run.update("runTask", Object.class, Map.of("task", "x", "maxStep", 1)))
        .rootCause()
        .hasMessageContaining("maxStep is not a known field");
    assertThat(env.getWorkflowClient().fetchHistory(session.id()).toJson(false))
        .doesNotContain("runTask");
    session.close();
  }

  private void assertRefused(BrowserTask task, String message) {
    BrowserTaskException.Refused refusal =
        catchThrowableOfType(BrowserTaskException.Refused.class, () -> session.runTask(task));
    assertThat(refusal).hasMessage(message);
    assertThat(refusal.evidence().sessionId()).isEqualTo(onlySession().id());
  }

  @Test
  void aQueueThatIsFullTakesNoMore() {
    play(endless("task"));
    open(longIdle());
    List<CompletableFuture<BrowserTaskResult>> all = new ArrayList<>();
    for (int i = 0; i < RunBrowserSessionWorkflow.MOST_WAITING_TASKS; i++) {
      all.add(session.runTaskAsync(BrowserTask.of("task")));
    }
    assertRefusedNow("the session has 9 tasks that run or wait: try again when one is over");
    CompletableFuture<BrowserSessionResult> closed = CompletableFuture.supplyAsync(session::close);
    passUntil(closed::isDone);
    assertThat(closed.join().tasksFailed()).isEqualTo(9);
    all.forEach(task -> failureOf(BrowserTaskException.NotFound.class, task));
    assertClosedFirst();
  }

  private void assertRefusedNow(String message) {
    assertThat(
            catchThrowableOfType(
                BrowserTaskException.Refused.class, () -> session.runTask(BrowserTask.of("one"))))
        .hasMessage(message);
  }

  @Test
  void anIdStandsForOneSession() {
    open(longIdle());
    assertThat(session.isNew()).isTrue();
    assertThat(tasks().session("session-1", longIdle().keepAlive(true).build()).isNew()).isFalse();
    assertThatThrownBy(
            () -> tasks().session("session-1", longIdle().proxyCountryCode("de").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was started with another input already");
    assertThatThrownBy(() -> tasks().find("session-1"))
        .hasMessageContaining("is a RunBrowserSessionWorkflow");
    assertThat(tasks().findSession("session-1").close().outcome())
        .isEqualTo(BrowserSessionOutcome.CLOSED);
    assertThat(tasks().session("session-1", longIdle().build()).result().sessionId())
        .isEqualTo(onlySession().id());
  }
}
