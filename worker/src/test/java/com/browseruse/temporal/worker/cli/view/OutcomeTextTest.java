package com.browseruse.temporal.worker.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.worker.cli.view.OutcomeText.RunRef;
import com.browseruse.temporal.worker.run.RunOutcome;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.StopOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTextTest {
  private static final RunRef RUN = new RunRef("wf-1", "run-1", "http://127.0.0.1:8233/x", true);

  @Test
  void aSuccessShowsOutcomeNumbersOutputAndWhereToLook() {
    RunOutcome end = finished(Samples.result(BrowserTaskOutcome.SUCCEEDED, "Milk: $2"));

    assertThat(lines(end, RUN, Duration.ofSeconds(12)))
        .containsExactly(
            "✓ SUCCEEDED · 3 steps · 0:12 · $0.03",
            "",
            "Milk: $2",
            "",
            "Task      t-1",
            "Workflow  wf-1",
            "More      http://127.0.0.1:8233/x");
  }

  @Test
  void whatWasKeptIsShownWithItsPlace() {
    RunOutcome end =
        finished(
            Samples.kept(
                "file:///a/output.txt",
                List.of(
                    Map.of("id", "f-1", "fileName", "a.txt", "uri", "file:///a/files/a.txt"),
                    Map.of("id", "f-2", "fileName", "b.txt")),
                "file:///a/logs.txt",
                List.of("the output file b.txt is not kept")));

    assertThat(lines(end, new RunRef("wf-1", null, null, true), null))
        .containsSequence(
            "Milk: $2",
            "(the output was cut)",
            "",
            "Output    file:///a/output.txt",
            "Files     b.txt",
            "File      file:///a/files/a.txt",
            "Log       file:///a/logs.txt",
            "Missing   the output file b.txt is not kept",
            "Task      t-1");
  }

  @Test
  void anotherOutcomeDoesNotLookLikeSuccess() {
    RunOutcome end = finished(Samples.result(BrowserTaskOutcome.FAILED, null));

    assertThat(lines(end, RUN, null)).first().asString().startsWith("✗ FAILED");
    assertThat(lines(end, RUN, null)).contains("(no output)");
  }

  @Test
  void whoeverReadsLinesGetsNoMarks() {
    RunOutcome end = finished(Samples.result(BrowserTaskOutcome.SUCCEEDED, "Milk: $2"));

    assertThat(new OutcomeText(Terminal.NONE, false).lines(end, RUN, null))
        .first()
        .isEqualTo("SUCCEEDED, 3 steps, $0.03");
  }

  @Test
  void theOutputCannotSteerTheTerminal() {
    RunOutcome end =
        finished(Samples.result(BrowserTaskOutcome.SUCCEEDED, "a\u001b]0;title\u0007\nb\u001b[1A"));

    assertThat(lines(end, RUN, null)).contains("a", "b");
    assertThat(String.join("", lines(end, RUN, null))).doesNotContain("\u001b");
  }

  @Test
  void aFailureShowsTypeMessageAndWhatBecameOfTheTask() {
    RunOutcome end =
        failed(
            "BrowserTaskTimedOut",
            "It took too long",
            BrowserTaskEvidence.fromJson(
                Samples.json(
                    "taskId",
                    "t-1",
                    "sessionId",
                    "s-1",
                    "status",
                    TaskStatus.STARTED,
                    "costUsd",
                    "0.5",
                    "stop",
                    StopOutcome.UNCONFIRMED,
                    "warnings",
                    List.of("Look out."))));

    assertThat(lines(end, new RunRef("wf-1", null, null, true), Duration.ofSeconds(60)))
        .containsExactly(
            "✗ Browser task timed out · 1:00",
            "",
            "It took too long",
            "",
            "Cost      $0.50",
            "Warning   Look out.",
            "Task      t-1, not seen to stop: it may still run and cost money",
            "Stop it   java -jar worker/target/browser-use-temporal.jar stop --task t-1",
            "Workflow  wf-1",
            "Next      describe wf-1 shows its steps, logs wf-1 its log");
  }

  /** (new-user 4) */
  @Test
  void aTaskThatMayBeAliveIsRed() {
    RunOutcome end =
        failed(
            "Cancelled",
            "The run was cancelled.",
            BrowserTaskEvidence.fromJson(
                Samples.json("taskId", "t-1", "stop", StopOutcome.UNCONFIRMED)));

    Terminal colors = new Terminal(true, true, true, 100);
    assertThat(new OutcomeText(colors, false).lines(end, RUN, null))
        .anyMatch(line -> line.contains("\u001b[31mt-1, not seen to stop"));
  }

  @Test
  void whatTheMessageSaysIsNotSaidTwice() {
    BrowserTaskEvidence evidence =
        BrowserTaskEvidence.fromJson(
            Samples.json(
                "stop", StopOutcome.UNCONFIRMED, "warnings", List.of("look out", "and there")));

    assertThat(lines(failed("Cancelled", "it ended; look out", evidence), RUN, null))
        .contains("Warning   and there")
        .doesNotContain("Warning   look out")
        .anyMatch(line -> line.startsWith("Check") && line.endsWith("list --status started"));
  }

  /** (new-user 26) */
  @Test
  void aRunThatWasTerminatedLeavesATaskThatOneCanStop() {
    RunOutcome end =
        failed(
            "Terminated",
            "The run was terminated.",
            BrowserTaskEvidence.fromJson(
                Samples.json("taskId", "t-1", "status", TaskStatus.STARTED)));

    assertThat(lines(end, RUN, null))
        .contains("Task      t-1, last seen started")
        .anyMatch(line -> line.startsWith("Stop it") && line.endsWith("stop --task t-1"));
  }

  /** (new-user 3) */
  @Test
  void anOutputThatBreaksItsSchemaIsNoSuccess() {
    RunOutcome end = finished(Samples.result(BrowserTaskOutcome.SUCCEEDED, "about one euro"));

    assertThat(new OutcomeText(Samples.WIDE, true).lines(end, RUN, null))
        .contains("Schema    the output does not follow the schema", "about one euro")
        .first()
        .asString()
        .startsWith("✗ SUCCEEDED");
  }

  /** (new-user 29) */
  @Test
  void aFailedTaskTellsItsLastStepAndWhatToDoNext() {
    RunOutcome end = finished(Samples.result(BrowserTaskOutcome.FAILED, null));

    assertThat(lines(end, RUN, null))
        .contains(
            "Last step 3: Goal 3. (shop.example/page3)",
            "Next      describe wf-1 shows its steps, logs wf-1 its log");
  }

  @Test
  void anAnswerThatCameTooLateIsNotThrownAway() {
    RunOutcome end =
        failed(
            "BudgetExceeded",
            "Too dear",
            BrowserTaskEvidence.fromJson(
                Samples.json(
                    "taskId",
                    "t-1",
                    "status",
                    TaskStatus.FINISHED,
                    "stop",
                    StopOutcome.FINISHED_FIRST,
                    "result",
                    Map.of("outcome", "SUCCEEDED", "output", "Milk: $2"))));

    assertThat(lines(end, RUN, null))
        .contains("Output    Milk: $2", "Task      t-1, had finished before it could be stopped");
  }

  private static List<String> lines(RunOutcome end, RunRef run, Duration elapsed) {
    return new OutcomeText(Samples.WIDE, false).lines(end, run, elapsed);
  }

  private static RunOutcome finished(BrowserTaskResult result) {
    return new RunOutcome(result, null);
  }

  private static RunOutcome failed(String type, String message, BrowserTaskEvidence evidence) {
    return new RunOutcome(null, new RunOutcome.Failure(type, message, evidence));
  }
}
