package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.PollingOptions;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.caller.BrowserTaskWorkflows;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several tasks in a workflow of a user's own, by the emulator's ledger. */
class WholeComposeTest extends WholeTestBase {

  private static final PollingOptions OFTEN =
      PollingOptions.newBuilder().initialInterval(Duration.ofMillis(300)).build();

  /** What a workflow does with its tasks. */
  enum Way {
    RUN,
    ASYNC,
    ALL,
    FIRST
  }

  /** A business workflow. */
  @WorkflowInterface
  public interface Shopping {
    @WorkflowMethod
    List<String> shop(String way, List<String> shops, int atOnce);
  }

  /** Its implementation. */
  public static final class ShoppingImpl implements Shopping {
    @Override
    public List<String> shop(String way, List<String> shops, int atOnce) {
      List<BrowserTask> tasks =
          shops.stream()
              .map(shop -> BrowserTask.newBuilder(shop).polling(polling(shop)).build())
              .toList();
      ChildWorkflowOptions ids = ChildWorkflowOptions.newBuilder().setWorkflowId("shop").build();
      return switch (Way.valueOf(way)) {
        case RUN -> List.of(output(BrowserTaskWorkflows.run(tasks.get(0))));
        case ASYNC -> {
          List<Promise<BrowserTaskResult>> all =
              tasks.stream().map(BrowserTaskWorkflows::async).toList();
          yield all.stream().map(Promise::get).map(ShoppingImpl::output).toList();
        }
        case ALL ->
            BrowserTaskWorkflows.all(tasks, atOnce, ids).stream()
                .map(ShoppingImpl::output)
                .toList();
        case FIRST -> List.of(output(BrowserTaskWorkflows.first(tasks, atOnce)));
      };
    }

    /** What never ends by itself has no timer that fires as it is cancelled. */
    private static PollingOptions polling(String shop) {
      return shop.startsWith("endless") ? STEADY : OFTEN;
    }

    private static String output(BrowserTaskResult result) {
      return String.valueOf(result.output());
    }
  }

  @Override
  void startWorkers() {
    env.getWorkerFactory()
        .getWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
        .registerWorkflowImplementationTypes(ShoppingImpl.class);
    super.startWorkers();
  }

  private void shop(Way way, int atOnce, String... shops) {
    run =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                "Shopping",
                WorkflowOptions.newBuilder()
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build());
    run.start(way.name(), List.of(shops), atOnce);
  }

  private List<?> outputs() {
    return run.getResult(List.class);
  }

  private TemporalFailure end() {
    return (TemporalFailure)
        catchThrowableOfType(WorkflowFailedException.class, this::outputs).getCause();
  }

  private static Scenario.Builder takes(String shop, int millis) {
    return Scenario.matching(shop)
        .startDelay(Duration.ZERO)
        .steps(1)
        .stepDuration(Duration.ofMillis(millis))
        .output("of " + shop);
  }

  private static Scenario.Builder endless() {
    return takes("endless", 3_000_000);
  }

  private List<RecordedTask> tasks() {
    return emulator.tasks();
  }

  private RecordedTask task(String shop) {
    return tasks().stream().filter(task -> task.task().equals(shop)).findFirst().orElseThrow();
  }

  private void assertNoneAliveAtTheEnd(int made) {
    assertThat(tasks()).hasSize(made);
    Instant closed = closedAt();
    assertThat(tasks())
        .allSatisfy(task -> assertThat(task.finishedAt()).isNotNull().isBeforeOrEqualTo(closed));
  }

  private Instant closedAt() {
    var time =
        env.getWorkflowClient()
            .fetchHistory(run.getExecution().getWorkflowId())
            .getLastEvent()
            .getEventTime();
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  @Test
  void oneTaskIsOneChild() {
    play(takes("milk", 300));
    shop(Way.RUN, 1, "milk");
    assertThat(outputs()).isEqualTo(List.of("of milk"));
    assertNoneAliveAtTheEnd(1);
  }

  @Test
  void allGivesResultsInOrderAndNeverRunsMoreAtOnceThanTold() {
    Stream.of(takes("slow", 5000), takes("b", 300), takes("c", 300), takes("d", 300))
        .forEach(this::play);
    shop(Way.ALL, 2, "slow", "b", "c", "d");
    assertThat(outputs()).isEqualTo(List.of("of slow", "of b", "of c", "of d"));
    assertNoneAliveAtTheEnd(4);
    assertThat(task("c").createdAt()).isAfterOrEqualTo(task("b").finishedAt());
    assertThat(task("d").createdAt()).isAfterOrEqualTo(task("c").finishedAt());
    assertThat(task("d").createdAt()).isBefore(task("slow").finishedAt());
  }

  @Test
  void oneFailureEndsAllTheOthersFirst() {
    play(endless());
    spoil(onCreate().after(1).times(1).status(422).body("{\"detail\": \"no\"}"));
    shop(Way.ALL, 2, "endless", "b", "endless");
    ApplicationFailure failure = (ApplicationFailure) end();
    assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertNoneAliveAtTheEnd(1);
    assertThat(tasks()).extracting(RecordedTask::status).containsExactly("stopped");
  }

  @Test
  void firstGivesTheFirstSuccessAndStopsTheOthersFirst() {
    play(endless());
    play(takes("sad", 300).isSuccess(false));
    play(takes("quick", 2500));
    shop(Way.FIRST, 3, "endless 1", "sad", "quick", "endless 2", "never started");
    assertThat(outputs()).isEqualTo(List.of("of quick"));
    assertThat(task("endless 1").status()).isEqualTo("stopped");
    assertThat(task("endless 2").status()).isEqualTo("stopped");
    assertNoneAliveAtTheEnd(4);
  }

  @Test
  void firstSaysThatNoneHasSucceeded() {
    play(takes("sad", 300).isSuccess(false));
    shop(Way.FIRST, 1, "sad", "sad");
    ApplicationFailure failure = (ApplicationFailure) end();
    assertThat(failure.getType()).isEqualTo(FailureTypes.BROWSER_TASK_UNSUCCESSFUL);
    assertThat(failure.getOriginalMessage()).isEqualTo("none of the 2 tasks succeeded");
    assertThat(failure.getDetails().get(BrowserTaskEvidence.class).result().output())
        .isEqualTo("of sad");
    assertNoneAliveAtTheEnd(2);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ASYNC")
  void aCancelEndsAllTasksFirst(Way way) {
    play(endless());
    shop(way, 2, "endless 1", "endless 2", "endless 3");
    int made = way == Way.RUN ? 1 : 2;
    awaitTasks(made);
    run.cancel();
    assertThat(end()).isInstanceOf(CanceledFailure.class);
    assertNoneAliveAtTheEnd(made);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ASYNC")
  void aCancelAtTheVeryBeginningLeavesNothing(Way way) {
    play(endless());
    shop(way, 2, "endless 1", "endless 2", "endless 3");
    run.cancel();
    assertThat(end()).isInstanceOf(CanceledFailure.class);
    assertNoneAliveAtTheEnd(tasks().size());
  }

  @Test
  void wrongArgumentsFailTheCaller() {
    shop(Way.ALL, 0, "shop");
    ApplicationFailure failure = (ApplicationFailure) end();
    assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(failure.getOriginalMessage()).isEqualTo("atOnce must be at least 1, but is 0");
  }
}
