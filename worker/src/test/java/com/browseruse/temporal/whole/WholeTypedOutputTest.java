package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.caller.BrowserTaskWorkflows;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A workflow of a user's own that asks for a record. */
class WholeTypedOutputTest extends WholeTestBase {
  /** A record. */
  public record Invoice(String number, LocalDate due, BigDecimal total) {}

  /** A business workflow. */
  @WorkflowInterface
  public interface ReadInvoice {
    @WorkflowMethod
    String read();
  }

  /** Its implementation. */
  public static final class ReadInvoiceImpl implements ReadInvoice {
    @Override
    public String read() {
      Invoice invoice = BrowserTaskWorkflows.run(BrowserTask.of(TASK), Invoice.class);
      return invoice.number() + " " + invoice.due().getYear() + " " + invoice.total();
    }
  }

  @Override
  void startWorkers() {
    env.getWorkerFactory()
        .getWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
        .registerWorkflowImplementationTypes(ReadInvoiceImpl.class);
    super.startWorkers();
  }

  private void read(Scenario.Builder scenario) {
    play(scenario.startDelay(Duration.ZERO).steps(1).stepDuration(Duration.ofSeconds(5)));
    run =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                "ReadInvoice",
                WorkflowOptions.newBuilder()
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build());
    run.start();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "\uFEFF%s",
        "Here it is:\n```json\n%s\n```\nAnything else?",
        "\"{\\\"number\\\": \\\"A-1\\\", \\\"due\\\": \\\"2026-11-26\\\", \\\"total\\\":"
            + " 12345678901234567890.1200}\""
      })
  void whatModelsReallyReturnBecomesTheRecord(String output) {
    read(
        Scenario.newBuilder()
            .output(
                output.formatted(
                    """
                    {"number": "A-1", "due": "2026-11-26", "total": 12345678901234567890.1200}\
                    """)));
    assertThat(run.getResult(String.class)).isEqualTo("A-1 2026 12345678901234567890.1200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I could not find it.",
        "{\"number\": \"A-1\", \"due\": \"2026-11-26\"}",
        "{\"number\": \"A-1\", \"due\": \"soon\", \"total\": 1}",
        "{\"number\": \"A-1\", \"due\": \"2026-11-26\", \"total\": \"Infinity\"}"
      })
  void aMismatchFailsWithTheComplaintAndTheRawOutput(String output) {
    read(Scenario.newBuilder().output(output));
    ApplicationFailure failure = failure(FailureTypes.STRUCTURED_OUTPUT_INVALID);
    assertThat(failure.getOriginalMessage()).startsWith("structuredOutput is n");
    assertThat(facts(failure).result().output()).isEqualTo(output);
    assertThat(facts(failure).taskId()).isEqualTo(emulator.tasks().get(0).id());
  }

  @Test
  void aTaskThatDidNotSucceedGivesNoRecord() {
    read(Scenario.newBuilder().isSuccess(false).output("{}"));
    assertThat(failure(FailureTypes.BROWSER_TASK_UNSUCCESSFUL).isNonRetryable()).isTrue();
  }
}
