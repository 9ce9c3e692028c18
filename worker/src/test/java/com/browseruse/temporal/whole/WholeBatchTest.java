package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatch;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchLine;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchPhase;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchResult;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchStop;
import com.browseruse.temporal.workflows.batch.RunBrowserTaskBatchWorkflow;
import com.browseruse.temporal.workflows.caller.BrowserTaskBatchHandle;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many tasks as one batch, by the emulator's ledger. */
class WholeBatchTest extends WholeTestBase {
  private static final PollingOptions OFTEN =
      PollingOptions.newBuilder().initialInterval(Duration.ofMillis(300)).build();

  @Override
  int sessionLimit() {
    return 1_000;
  }

  private BrowserTasks tasks() {
    return BrowserTasks.create(env.getWorkflowClient());
  }

  private static BrowserTask task(String text) {
    return BrowserTask.newBuilder(text)
        .polling(text.startsWith("endless") ? STEADY : OFTEN)
        .build();
  }

  private static BrowserTaskBatch.Builder batch(String... texts) {
    BrowserTaskBatch.Builder batch = BrowserTaskBatch.newBuilder();
    for (String text : texts) {
      batch.add(text, task(text));
    }
    return batch;
  }

  private static Scenario.Builder takes(String text, int millis) {
    return Scenario.matching(text)
        .startDelay(Duration.ZERO)
        .steps(1)
        .stepDuration(Duration.ofMillis(millis))
        .costPerStep(new BigDecimal("0.10"))
        .output("of " + text);
  }

  private static Scenario.Builder endless() {
    return takes("endless", 3_000_000);
  }

  private List<RecordedTask> made(String text) {
    return emulator.tasks().stream().filter(task -> task.task().equals(text)).toList();
  }

  /** How many tasks there were at an instant, those that were made then included. */
  private long alive(Instant now) {
    return emulator.tasks().stream()
        .filter(task -> !task.createdAt().isAfter(now) && task.finishedAt().isAfter(now))
        .count();
  }

  private void assertNoneAlive() {
    assertThat(emulator.tasks())
        .allSatisfy(task -> assertThat(task.finishedAt()).as("%s", task).isNotNull());
  }

  private static void assertAdds(BrowserTaskBatchResult result) {
    assertThat(result.waiting() + result.running() + result.done()).isEqualTo(result.total());
  }

  @Test
  void eachLineIsARunOfItsOwnAndSoManyAtOnce() {
    play(takes("[abcd]", 500));
    play(takes("slow", 3_000));
    BrowserTaskBatchHandle batch =
        tasks().batch("prices", batch("slow", "a", "b", "c", "d").concurrency(2).build());
    BrowserTaskBatchResult result = batch.result();
    assertThat(result.phase()).isEqualTo(BrowserTaskBatchPhase.DONE);
    assertThat(result.isComplete()).isTrue();
    assertThat(result.outcomes()).isEqualTo(Map.of("SUCCEEDED", 5));
    assertThat(result.costUsd()).isEqualByComparingTo("0.50");
    assertThat(result.lines())
        .extracting(BrowserTaskBatchLine::id)
        .containsExactlyInAnyOrder("slow", "a", "b", "c", "d");
    assertThat(result.lines())
        .allSatisfy(line -> assertThat(line.result().output()).startsWith("of "));
    assertThat(batch.line("a").result().output()).isEqualTo("of [abcd]");
    assertThat(batch.lines(3)).hasSize(2);
    assertThat(emulator.tasks()).hasSize(5);
    assertThat(emulator.tasks()).allMatch(task -> alive(task.createdAt()) <= 2);
    assertAdds(result);
  }

  @Test
  void aPlainInputOfAnyLanguageIsEnough() {
    WorkflowStub run =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                RunBrowserTaskBatchWorkflow.TYPE,
                WorkflowOptions.newBuilder()
                    .setWorkflowId("plain")
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build());
    run.start(
        Map.of(
            "tasks",
            List.of("Find milk", Map.of("id", "b", "task", "Find bread")),
            "concurrency",
            1));
    play(takes("Find", 300));
    Map<?, ?> result = run.getResult(Map.class);
    assertThat(result.get("outcomes")).isEqualTo(Map.of("SUCCEEDED", 2));
    assertThat(result.get("lines").toString()).contains("id=1", "id=b", "output=of Find");
  }

  @Test
  void whatIsMissingIsRunAndNothingElse() {
    play(takes("fine", 300));
    play(takes("refused", 300));
    play(takes("sad", 300).isSuccess(false));
    spoil(onCreate().after(1).times(1).status(422).body("{\"detail\": \"no\"}"));
    BrowserTaskBatch lines = batch("fine", "refused", "sad").concurrency(1).build();
    BrowserTaskBatchResult first = tasks().batch("again", lines).result();
    assertThat(first.failures()).isEqualTo(Map.of(FailureTypes.INVALID_REQUEST, 1));
    assertThat(first.outcomes()).isEqualTo(Map.of("SUCCEEDED", 1, "UNSUCCESSFUL", 1));
    assertThat(first.isComplete()).isFalse();
    emulator.clearFaults();

    BrowserTaskBatchHandle again = tasks().batch("again", lines);
    assertThat(again.isNew()).isTrue();
    BrowserTaskBatchResult second = again.result();
    assertThat(second.isComplete()).isTrue();
    assertThat(second.ranBefore()).isEqualTo(2);
    assertThat(second.costUsd()).isEqualByComparingTo("0.10");
    assertThat(emulator.tasks())
        .extracting(RecordedTask::task)
        .containsExactly("fine", "sad", "refused");
  }

  @Test
  void theIdOfALineStandsForOneTask() {
    play(takes(".", 300));
    tasks().batch("ids", batch("a").build()).result();
    BrowserTaskBatchResult other =
        tasks().batch("ids", BrowserTaskBatch.newBuilder().add("a", task("b")).build()).result();
    assertThat(other.lines())
        .singleElement()
        .extracting(BrowserTaskBatchLine::failure, BrowserTaskBatchLine::message)
        .containsExactly("InvalidRequest", "the id of this line has run another task already");
    assertThat(emulator.tasks()).hasSize(1);
  }

  @Test
  void aBatchThatLastsIsAttachedTo() {
    play(takes("a", 2_000));
    BrowserTaskBatch lines = batch("a").build();
    BrowserTaskBatchHandle first = tasks().batch("lasts", lines);
    BrowserTaskBatchHandle second = tasks().batch("lasts", lines);
    assertThat(second.isNew()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tasks().batch("lasts", batch("b").build()))
        .withMessageContaining("has other lines, and is not over yet");
    assertThat(first.result()).isEqualTo(second.result());
    assertThat(emulator.tasks()).hasSize(1);
  }

  @Test
  void aCancelEndsAllTasksFirst() {
    play(endless());
    BrowserTaskBatchHandle batch =
        tasks()
            .batch("cancel", batch("endless 1", "endless 2", "endless 3").concurrency(2).build());
    awaitTasks(2);
    batch.cancel();
    assertThatThrownBy(batch::result).isInstanceOf(BrowserTaskException.Cancelled.class);
    assertThat(emulator.tasks()).extracting(RecordedTask::status).containsOnly("stopped");
    BrowserTaskBatchResult memo =
        (BrowserTaskBatchResult)
            batch
                .workflow()
                .describe()
                .getMemo(BrowserTaskBatchResult.MEMO_KEY, BrowserTaskBatchResult.class);
    assertThat(memo.stop()).isEqualTo(BrowserTaskBatchStop.CANCELLED);
    assertThat(memo.failures()).isEqualTo(Map.of("Cancelled", 2));
    assertThat(memo.waiting()).isEqualTo(1);
  }

  @Test
  @Tag("sweep")
  void aStopEndsItWithAResultAndWhatWasStoppedIsMissing() {
    play(endless());
    BrowserTaskBatch lines = batch("endless 1", "endless 2").concurrency(1).build();
    BrowserTaskBatchHandle batch = tasks().batch("stop", lines);
    awaitTasks(1);
    BrowserTaskBatchResult stopped = batch.stop();
    assertThat(stopped.stop()).isEqualTo(BrowserTaskBatchStop.REQUESTED);
    assertThat(stopped.outcomes()).isEqualTo(Map.of("STOPPED", 1));
    assertThat(stopped.waiting()).isEqualTo(1);
    assertThat(batch.result().lines())
        .extracting(BrowserTaskBatchLine::outcome)
        .containsExactly(BrowserTaskOutcome.STOPPED);
    play(takes("endless", 300));
    BrowserTaskBatchResult again = tasks().batch("stop", lines).result();
    assertThat(again.outcomes()).isEqualTo(Map.of("SUCCEEDED", 2));
    assertThat(again.ranBefore()).isZero();
    assertNoneAlive();
  }

  @Test
  void pausedItStartsNothing() {
    play(takes("a", 1_000));
    BrowserTaskBatchHandle batch =
        tasks().batch("pause", batch("a 1", "a 2").concurrency(1).build());
    awaitTasks(1);
    assertThat(batch.pause().phase()).isEqualTo(BrowserTaskBatchPhase.PAUSED);
    await().until(() -> batch.progress().done() == 1);
    assertThat(batch.progress().waiting()).isEqualTo(1);
    assertThat(batch.resume().phase()).isEqualTo(BrowserTaskBatchPhase.RUNNING);
    assertThat(batch.result().isComplete()).isTrue();
    assertThat(made("a 2").get(0).createdAt()).isAfter(made("a 1").get(0).finishedAt());
  }

  @Test
  void theBudgetStopsWhatRuns() {
    play(takes("a", 300));
    play(endless());
    BrowserTaskBatchResult result =
        tasks()
            .batch(
                "budget",
                batch("endless", "a 1", "a 2", "a 3", "a 4")
                    .concurrency(2)
                    .maxCostUsd(new BigDecimal("0.15"))
                    .build())
            .result();
    assertThat(result.stop()).isEqualTo(BrowserTaskBatchStop.MAX_COST_USD);
    assertThat(result.outcomes().get("STOPPED")).isPositive();
    assertThat(made("endless").get(0).status()).isEqualTo("stopped");
    assertThat(result.waiting()).isPositive();
    assertNoneAlive();
  }

  @Test
  void afterSoManyFailuresNothingIsStarted() {
    play(takes("slow", 2_000));
    spoil(onCreate().after(1).status(422).body("{\"detail\": \"no\"}"));
    BrowserTaskBatchResult result =
        tasks()
            .batch(
                "failures", batch("slow", "a", "b", "c", "d").concurrency(2).maxFailures(2).build())
            .result();
    assertThat(result.stop()).isEqualTo(BrowserTaskBatchStop.MAX_FAILURES);
    assertThat(result.failures().get("InvalidRequest")).isBetween(2, 3);
    assertThat(result.outcomes()).isEqualTo(Map.of("SUCCEEDED", 1));
    assertAdds(result);
  }

  @Test
  void linesComeInPieces() {
    play(takes(".", 300));
    BrowserTaskBatch.Builder lines = BrowserTaskBatch.newBuilder().concurrency(50);
    String padding = "x".repeat(40_000);
    IntStream.range(0, 12).forEach(i -> lines.add("line " + i, task(padding + i)));
    BrowserTaskBatchResult result = tasks().batch("pieces", lines.build()).result();
    assertThat(result.outcomes()).isEqualTo(Map.of("SUCCEEDED", 12));
    assertThat(emulator.tasks()).hasSize(12);
  }

  @Test
  void aBadLineIsRefusedBeforeAnythingIsStarted() {
    WorkflowStub run =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                RunBrowserTaskBatchWorkflow.TYPE,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build());
    run.start(Map.of("tasks", List.of("fine", Map.of("task", "x", "maxStep", 3))));
    WorkflowFailedException end =
        catchThrowableOfType(WorkflowFailedException.class, () -> run.getResult(Map.class));
    ApplicationFailure failure = (ApplicationFailure) end.getCause();
    assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(failure.getOriginalMessage()).startsWith("tasks[1]: maxStep");
    assertThat(emulator.tasks()).isEmpty();
  }
}
