package com.browseruse.temporal.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.internal.run.RemoteTask;
import com.browseruse.temporal.workflows.internal.run.ShortHistoryRun;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user whose own data converter writes names with underscores. (X4) */
class NamingStrategyTest {
  private static final String QUEUE = RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE;
  private final RemoteTask remote = new RemoteTask();
  private TestWorkflowEnvironment env;

  @BeforeEach
  void start() {
    env =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(
                            DefaultDataConverter.newDefaultInstance()
                                .withPayloadConverterOverrides(
                                    new JacksonJsonPayloadConverter(
                                        JacksonJsonPayloadConverter.newDefaultObjectMapper()
                                            .setPropertyNamingStrategy(
                                                PropertyNamingStrategies.SNAKE_CASE))))
                        .build())
                .build());
    ShortHistoryRun.register(env.newWorker(QUEUE), remote.activities);
    env.start();
  }

  @AfterEach
  void close() {
    env.close();
  }

  private WorkflowStub run(Object input) {
    WorkflowStub run =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                RunBrowserTaskWorkflow.TYPE,
                WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build());
    run.start(input);
    return run;
  }

  @Test
  void inputAndResultKeepTheNamesOfTheContract() {
    remote.status = TaskStatus.FINISHED;
    Map<String, Object> input =
        Map.of("task", "x", "maxSteps", 3, "options", Map.of("maxInlineOutput", 100));
    JsonNode result = run(input).getResult(JsonNode.class);
    assertThat(result.get("taskId").textValue()).isEqualTo(RemoteTask.ID);
    assertThat(result.get("lastStep").has("nextGoal")).isTrue();
  }

  @Test
  void theTypedViewWorksToo() {
    remote.status = TaskStatus.FINISHED;
    assertThat(run(BrowserTask.of("x")).getResult(BrowserTaskResult.class).taskId())
        .isEqualTo(RemoteTask.ID);
  }

  @Test
  void aLongRunStillContinuesAsNew() {
    WorkflowStub run = run(BrowserTask.of("x"));
    env.sleep(Duration.ofMinutes(5));
    remote.status = TaskStatus.FINISHED;
    assertThat(run.getResult(BrowserTaskResult.class).polls()).isGreaterThan(10);
    assertThat(run.query("progress", JsonNode.class).has("stepCount")).isTrue();
  }
}
