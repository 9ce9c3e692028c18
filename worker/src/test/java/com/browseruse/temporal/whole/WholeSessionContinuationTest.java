package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import com.browseruse.temporal.workflows.internal.session.ShortHistorySession;
import com.browseruse.temporal.workflows.session.BrowserSessionPhase;
import com.browseruse.temporal.workflows.session.BrowserSessionResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sessions that continue as new every task or two: nothing that waits is lost. */
class WholeSessionContinuationTest extends WholeSessionBase {
  @Override
  boolean plugsSessions() {
    return false;
  }

  @Override
  void startWorkers() {
    ShortHistorySession.register(
        env.getWorkerFactory().getWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE), client);
    super.startWorkers();
  }

  private String runId() {
    return tasks().findSession(session.id()).workflow().describe().getExecution().getRunId();
  }

  private static BrowserTask[] tasksOfInput(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> BrowserTask.of("task " + i))
        .toArray(BrowserTask[]::new);
  }

  @Test
  void theTasksOfTheInputThatWaitAreCarried() {
    play(quick("task", "done"));
    open(longIdle().tasks(tasksOfInput(6)).idleTimeout(Duration.ZERO));
    String first = run.getExecution().getRunId();
    BrowserSessionResult result = session.result();
    assertThat(runId()).isNotEqualTo(first);
    assertThat(result.tasksDone()).isEqualTo(6);
    assertThat(result.tasks()).hasSize(6);
    assertThat(emulator.tasks())
        .extracting(task -> task.task())
        .containsExactly("task 1", "task 2", "task 3", "task 4", "task 5", "task 6");
    assertThat(onlySession().tasks()).isEqualTo(6);
    assertClosedFirst();
  }

  @Test
  void noUpdateThatWaitsIsCutOffAndAKeyIsPaidForOnceAlsoAfterwards() {
    play(quick("task", "done"));
    open(longIdle());
    String first = run.getExecution().getRunId();
    List<CompletableFuture<BrowserTaskResult>> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String key = "key-" + i;
      all.add(CompletableFuture.supplyAsync(() -> session.runTask(key, BrowserTask.of("task"))));
    }
    all.forEach(this::ended);
    passUntil(() -> !runId().equals(first));
    passUntil(BrowserSessionPhase.IDLE);
    assertThat(onlySession().finishedAt()).isNull();
    assertThat(session.progress().tasksDone()).isEqualTo(3);
    // Who waits for the result of a workflow has time skipped.
    assertThat(session.runTask("key-0", BrowserTask.of("task"))).isEqualTo(all.get(0).join());
    assertThat(emulator.tasks()).hasSize(3);
    session.close();
    assertClosedFirst();
  }

  @Test
  void aLongHistoryTakesNoMoreUpdatesUntilItIsANewOne() {
    play(quick("task", "done"));
    open(longIdle());
    String first = run.getExecution().getRunId();
    List<CompletableFuture<BrowserTaskResult>> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      all.add(session.runTaskAsync(BrowserTask.of("task")));
    }
    passUntil(() -> emulator.tasks().size() == 4);
    assertThat(
            catchThrowableOfType(
                BrowserTaskException.Refused.class, () -> session.runTask(BrowserTask.of("task"))))
        .hasMessageContaining("makes room for more");
    all.forEach(this::ended);
    passUntil(() -> !runId().equals(first));
    assertThat(ended(session.runTaskAsync(BrowserTask.of("task"))).output()).isEqualTo("done");
    assertThat(session.close().tasksDone()).isEqualTo(7);
  }

  @Test
  void deadlinesAndACancelHoldAfterwards() {
    play(quick("task", "done"));
    open(longIdle().maxAge(Duration.ofHours(1)).tasks(tasksOfInput(6)));
    String first = run.getExecution().getRunId();
    passUntil(() -> !runId().equals(first));
    passUntil(BrowserSessionPhase.IDLE);
    session.cancel();
    BrowserTaskException.Cancelled cancelled =
        catchThrowableOfType(BrowserTaskException.Cancelled.class, session::result);
    assertThat(cancelled.evidence().sessionId()).isEqualTo(onlySession().id());
    assertClosedFirst();
  }
}
