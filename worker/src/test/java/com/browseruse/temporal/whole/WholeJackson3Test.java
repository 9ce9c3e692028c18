package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import com.browseruse.temporal.workflows.caller.BrowserTaskHandle;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The calls of the README, with a structured output, in a process that has made Jackson 3 its
 * default, with its own defaults or with those of Jackson 2. (X4)
 */
@Isolated("the default is of the whole process")
class WholeJackson3Test extends WholeTestBase {
  private static final Map<String, Object> SCHEMA =
      Map.of(
          "type",
          "object",
          "properties",
          Map.of("price", Map.of("type", "number"), "shops", Map.of("type", "array")),
          "required",
          List.of("price"));

  /** Calls a run as the README does. */
  @WorkflowInterface
  public interface Parent {
    @WorkflowMethod
    BrowserTaskResult run(BrowserTask task);
  }

  /** Its implementation. */
  public static final class ParentImpl implements Parent {
    @Override
    public BrowserTaskResult run(BrowserTask task) {
      return Workflow.newChildWorkflowStub(
              RunBrowserTaskWorkflow.class,
              ChildWorkflowOptions.newBuilder()
                  .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                  .build())
          .run(task);
    }
  }

  @Override
  void startWorkers() {
    env.getWorkerFactory()
        .getWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
        .registerWorkflowImplementationTypes(ParentImpl.class);
    super.startWorkers();
  }

  @AfterEach
  void back() {
    JacksonJsonPayloadConverter.setDefaultAsJackson3(false, false);
  }

  private static BrowserTask.Builder task() {
    return BrowserTask.newBuilder("Find the price of milk")
        .maxSteps(20)
        .timeout(Duration.ofMinutes(10))
        .maxCostUsd("0.50")
        .structuredOutput(SCHEMA);
  }

  private static void assertAnswered(BrowserTaskResult result) {
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(result.warnings()).isEmpty();
    assertThat(result.structuredOutputAsMap()).containsOnlyKeys("price", "shops");
    assertThat(result.structuredOutputAsMap().get("price")).hasToString("1.19");
    assertThat(result.structuredOutputAsMap().get("shops")).hasToString("[A, 2]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theCallsOfAServiceWork(boolean likeJackson2) {
    JacksonJsonPayloadConverter.setDefaultAsJackson3(true, likeJackson2);
    play(halfAMinute().output("{\"price\":1.19,\"shops\":[\"A\",2]}"));
    BrowserTaskHandle run =
        BrowserTasks.create(env.getWorkflowClient()).start("milk-price-4711", task().build());
    assertAnswered(run.result());
    assertThat(run.progress().phase()).isEqualTo(BrowserTaskPhase.DONE);
    assertThat(run.progress().taskId()).isEqualTo(emulator.tasks().get(0).id());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFailureKeepsItsEvidence(boolean likeJackson2) {
    JacksonJsonPayloadConverter.setDefaultAsJackson3(true, likeJackson2);
    play(halfAMinute().output("{\"price\":\"dear\"}"));
    BrowserTaskHandle run =
        BrowserTasks.create(env.getWorkflowClient())
            .start("milk-price-4712", task().failUnlessSuccessful(true).build());
    BrowserTaskException failure = catchThrowableOfType(BrowserTaskException.class, run::result);
    assertThat(failure.type()).isEqualTo(FailureTypes.STRUCTURED_OUTPUT_INVALID);
    assertThat(failure.evidence().taskId()).isEqualTo(emulator.tasks().get(0).id());
    assertThat(failure.evidence().costUsd()).isPositive();
    assertThat(failure.result().orElseThrow().output()).isEqualTo("{\"price\":\"dear\"}");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theCallOfAnotherWorkflowWorks(boolean likeJackson2) {
    JacksonJsonPayloadConverter.setDefaultAsJackson3(true, likeJackson2);
    play(halfAMinute().output("{\"price\":1.19,\"shops\":[\"A\",2]}"));
    Parent parent =
        env.getWorkflowClient()
            .newWorkflowStub(
                Parent.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build());
    assertAnswered(parent.run(task().build()));
  }
}
