package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskFile;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.StopOutcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every way in which a task can end, if nothing else goes wrong. */
class WholeOutcomeTest extends WholeTestBase {

  @Test
  void aTaskThatFinishesGivesAllThatItLeft() {
    play(
        halfAMinute()
            .costPerStep(new BigDecimal("0.07"))
            .outputFiles(List.of(Scenario.File.of("price.csv", "lamp;42"))));
    start();
    BrowserTaskResult result = succeeded();
    RecordedTask task = oracle().exactlyOneTaskAndNoneAlive();
    assertThat(result.taskId()).isEqualTo(task.id());
    assertThat(result.sessionId()).isEqualTo(task.sessionId());
    assertThat(result.output()).isEqualTo("42");
    assertThat(result.outputTruncated()).isFalse();
    assertThat(result.structuredOutput()).isNull();
    assertThat(result.isSuccess()).isTrue();
    assertThat(result.judgeVerdict()).isNull();
    assertThat(result.costUsd()).isEqualByComparingTo("0.21");
    assertThat(result.stepCount()).isEqualTo(3);
    assertThat(result.lastStep().number()).isEqualTo(3);
    assertThat(result.outputFiles())
        .extracting(BrowserTaskFile::fileName)
        .containsExactly("price.csv");
    assertThat(result.createdAt()).isEqualTo(task.createdAt());
    assertThat(result.startedAt()).isEqualTo(task.startedAt());
    assertThat(result.finishedAt()).isEqualTo(task.finishedAt());
    assertThat(result.creation()).isEqualTo(Task.Creation.CREATED);
    assertThat(result.stop()).isNull();
    assertThat(result.polls()).isEqualTo(task.reads() - 1);
    assertThat(requests(CREATE)).isEqualTo(1);
    assertThat(requests(LIST)).isZero();
    assertThat(requests(UPDATE)).isZero();
    assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.DONE);
  }

  @Test
  void aTaskCarriesItsMarkersAndWhatTheCallerAdded() {
    play(halfAMinute());
    startWith(
        TaskRequest.newBuilder(TASK).metadata(Map.of("order", "4711")).build(), options -> options);
    succeeded();
    assertThat(oracle().exactlyOneTaskAndNoneAlive().metadata())
        .containsEntry("order", "4711")
        .containsEntry("temporal_namespace", env.getNamespace())
        .containsEntry("temporal_workflow_id", run.getExecution().getWorkflowId())
        .containsKey("temporal_create_key");
  }

  @Test
  void structuredOutputAndTheJudgesReportAreParsedAndKept() throws Exception {
    play(halfAMinute().output("{\"price\": 42}"));
    startWith(
        TaskRequest.newBuilder(TASK)
            .judge(true)
            .structuredOutput(
                Map.of("type", "object", "properties", Map.of("price", Map.of("type", "integer"))))
            .build(),
        options -> options);
    BrowserTaskResult result = succeeded();
    oracle().exactlyOneTaskAndNoneAlive();
    assertThat(result.structuredOutputAsMap().get("price")).isEqualTo(42);
    assertThat(result.llm()).as("usestring#20").isEqualTo("browser-use-2.0");
    assertThat(result.browserUseVersion()).isEqualTo("emulator");
    assertThat(result.judgeVerdict()).isTrue();
    assertThat(result.judgement()).contains("verdict");
  }

  @Test
  void anOutputThatIsTooLongIsCut() {
    play(halfAMinute().output("x".repeat(5_000)));
    start(options -> options.maxInlineOutput(100));
    BrowserTaskResult result = succeeded();
    oracle().exactlyOneTaskAndNoneAlive();
    assertThat(result.output()).hasSize(100);
    assertThat(result.outputTruncated()).isTrue();
  }

  @Test
  void aTaskThatFinishesWithoutSuccessIsUnsuccessful() {
    play(halfAMinute().isSuccess(false).output("gave up"));
    start();
    BrowserTaskResult result = result();
    oracle().exactlyOneTaskAndNoneAlive();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.UNSUCCESSFUL);
    assertThat(result.isSuccess()).isFalse();
    assertThat(result.output()).isEqualTo("gave up");
  }

  @Test
  void aTaskThatFinishesWithoutSuccessFailsTheRunIfAskedTo() {
    play(halfAMinute().isSuccess(false).output("gave up"));
    start(options -> options.failUnlessSuccessful(true));
    BrowserTaskResult kept = facts(failure(FailureTypes.BROWSER_TASK_UNSUCCESSFUL)).result();
    oracle().exactlyOneTaskAndNoneAlive();
    assertThat(kept.output()).isEqualTo("gave up");
  }

  @Test
  void aTaskThatFailsIsReportedAsFailed() {
    play(halfAMinute().outcome(Scenario.Outcome.FAILED).output(null));
    start();
    BrowserTaskResult result = result();
    oracle().exactlyOneTaskAndNoneAlive();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.FAILED);
    assertThat(result.output()).isNull();
  }

  @Test
  void aTaskThatStopsByItselfIsReportedAsStopped() {
    play(halfAMinute().outcome(Scenario.Outcome.STOPPED));
    start();
    BrowserTaskResult result = result();
    RecordedTask task = oracle().exactlyOneTaskAndNoneAlive();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.STOPPED);
    assertThat(result.stop()).as("nobody stopped it").isNull();
    assertThat(task.stops()).isZero();
  }

  @Test
  void aTaskThatNeverEndsIsStoppedAtTheDeadline() {
    play(halfAMinute().outcome(Scenario.Outcome.NEVER));
    start(options -> options.timeout(Duration.ofMinutes(5)));
    BrowserTaskEvidence facts = facts(failure(FailureTypes.BROWSER_TASK_TIMED_OUT));
    RecordedTask task = oracle().exactlyOneTaskAndNoneAlive();
    assertThat(facts.taskId()).isEqualTo(task.id());
    assertThat(facts.sessionId()).isEqualTo(task.sessionId());
    assertThat(facts.status()).isEqualTo(TaskStatus.STOPPED);
    assertThat(facts.stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(memo()).isEqualTo(facts);
    Duration lived = Duration.between(task.createdAt(), task.stoppedAt());
    assertThat(lived).isBetween(Duration.ofSeconds(299), Duration.ofSeconds(305));
  }

  @Test
  void aTaskThatGetsTooExpensiveIsStopped() {
    play(halfAMinute().outcome(Scenario.Outcome.NEVER).costPerStep(new BigDecimal("0.50")));
    start(options -> options.maxCostUsd(new BigDecimal("1.20")));
    BrowserTaskEvidence facts = facts(failure(FailureTypes.BUDGET_EXCEEDED));
    oracle().exactlyOneTaskAndNoneAlive();
    assertThat(facts.stop()).isEqualTo(StopOutcome.STOPPED);
    assertThat(facts.costUsd()).isBetween(new BigDecimal("1.20"), new BigDecimal("2.00"));
  }
}
