package com.browseruse.temporal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.caller.BrowserTaskHandle;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SimplePlugin;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The test that a user writes first. (new-user 34) */
class BrowserUseTestEnvironmentTest {

  /** A workflow of a user's own. */
  @WorkflowInterface
  public interface ComparePrices {
    @WorkflowMethod
    List<String> compare(List<String> goods);
  }

  /** Its implementation: children side by side, of ten minutes at most. */
  public static final class ComparePricesImpl implements ComparePrices {
    @Override
    public List<String> compare(List<String> goods) {
      List<Promise<BrowserTaskResult>> prices = new ArrayList<>();
      for (String good : goods) {
        RunBrowserTaskWorkflow browser =
            Workflow.newChildWorkflowStub(
                RunBrowserTaskWorkflow.class,
                ChildWorkflowOptions.newBuilder()
                    .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                    .build());
        prices.add(
            Async.function(
                browser::run,
                BrowserTask.newBuilder("Find the price of " + good)
                    .timeout(Duration.ofMinutes(10))
                    .build()));
      }
      return prices.stream().map(price -> price.get().output()).toList();
    }
  }

  private static ComparePrices workflow(BrowserUseTestEnvironment env) {
    return env.client()
        .newWorkflowStub(
            ComparePrices.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                .build());
  }

  @Test
  void tasksOfMinutesTakeAMomentAndNoneTimesOut() {
    try (BrowserUseTestEnvironment env = BrowserUseTestEnvironment.create()) {
      env.worker().registerWorkflowImplementationTypes(ComparePricesImpl.class);
      env.start();
      for (String good : List.of("milk", "bread", "jam")) {
        env.emulator()
            .addScenario(
                Scenario.matching(good)
                    .steps(10)
                    .stepDuration(Duration.ofSeconds(30))
                    .output("1.19 for " + good)
                    .build());
      }
      assertThat(workflow(env).compare(List.of("milk", "bread", "jam")))
          .containsExactly("1.19 for milk", "1.19 for bread", "1.19 for jam");
      assertThat(env.emulator().tasks())
          .hasSize(3)
          .allSatisfy(
              task ->
                  assertThat(Duration.between(task.createdAt(), task.finishedAt()))
                      .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6)));
    }
  }

  /** The example of docs/testing.md. (new-user 18) */
  @Test
  void aLostResponseCostsNoSecondTask() {
    try (BrowserUseTestEnvironment env = BrowserUseTestEnvironment.create()) {
      env.start();
      env.emulator()
          .addScenario(
              Scenario.matching("milk")
                  .steps(10)
                  .stepDuration(Duration.ofMinutes(1))
                  .output("1.19")
                  .build());
      env.emulator()
          .addFault(
              Fault.on("POST", "/tasks$").times(1).disconnect(Fault.Disconnect.AFTER).build());
      BrowserTaskHandle run =
          env.browserTasks().start("milk-4711", BrowserTask.of("Find the price of milk"));
      assertThat(run.result().output()).isEqualTo("1.19");
      assertThat(env.emulator().tasks()).hasSize(1);
    }
  }

  private static Scenario twentyMinutes() {
    return Scenario.newBuilder().steps(20).stepDuration(Duration.ofMinutes(1)).build();
  }

  private static Duration lateness(BrowserTaskHandle run) {
    return Duration.between(run.result().finishedAt(), run.workflow().describe().getCloseTime());
  }

  @Test
  void aRunIsToldWhenItsTaskHasEndedAndHardlyPolls() {
    try (BrowserUseTestEnvironment env = BrowserUseTestEnvironment.create()) {
      env.start();
      env.emulator().addScenario(twentyMinutes());
      BrowserTaskHandle run = env.browserTasks().start("milk", BrowserTask.of("Find milk"));
      assertThat(run.result().stepCount()).isEqualTo(20);
      assertThat(run.result().polls()).isLessThan(8);
      assertThat(lateness(run)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void aTaskThatWasPausedIsToldOfAtItsLaterEnd() {
    try (BrowserUseTestEnvironment env = BrowserUseTestEnvironment.create()) {
      env.start();
      env.emulator()
          .addScenario(
              Scenario.newBuilder()
                  .steps(20)
                  .stepDuration(Duration.ofMinutes(1))
                  .pausable(true)
                  .build());
      BrowserTaskHandle run =
          env.browserTasks()
              .start(
                  "milk", BrowserTask.newBuilder("Find milk").timeout(Duration.ofHours(3)).build());
      env.temporal().sleep(Duration.ofMinutes(5));
      run.pause();
      env.temporal().sleep(Duration.ofMinutes(60));
      run.resume();
      BrowserTaskResult result = run.result();
      assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
      assertThat(Duration.between(result.startedAt(), result.finishedAt()))
          .isBetween(Duration.ofMinutes(80), Duration.ofMinutes(81));
      assertThat(lateness(run)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void withoutHintsARunPolls() {
    try (BrowserUseTestEnvironment env =
        BrowserUseTestEnvironment.newBuilder().hints(false).build()) {
      env.start();
      env.emulator().addScenario(twentyMinutes());
      assertThat(env.browserTasks().run("milk", BrowserTask.of("Find milk")).polls())
          .isGreaterThan(40);
    }
  }

  @Test
  void eachPartCanBeChanged() {
    AtomicInteger workers = new AtomicInteger();
    try (BrowserUseTestEnvironment env =
        BrowserUseTestEnvironment.newBuilder()
            .emulator(BrowserUseEmulator.newBuilder().sessionLimit(1))
            .client(options -> options.apiVersion(ApiVersion.V1))
            .temporal(
                TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(
                        WorkflowClientOptions.newBuilder().setNamespace("shop").build())
                    .setWorkerFactoryOptions(
                        WorkerFactoryOptions.newBuilder()
                            .setPlugins(
                                SimplePlugin.newBuilder("theirs")
                                    .initializeWorker((queue, worker) -> workers.incrementAndGet())
                                    .build())
                            .build())
                    .build())
            .build()) {
      env.start();
      assertThat(
              env.browserTasks().start("milk-4711", BrowserTask.of("Find milk")).result().outcome())
          .isEqualTo(BrowserTaskOutcome.SUCCEEDED);
      assertThat(env.emulator().tasks())
          .singleElement()
          .satisfies(task -> assertThat(task.apiVersion()).isEqualTo("v1"));
      assertThat(workers).hasValue(1);
    }
  }
}
