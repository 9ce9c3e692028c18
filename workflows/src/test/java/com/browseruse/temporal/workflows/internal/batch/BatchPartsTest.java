package com.browseruse.temporal.workflows.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.artifacts.FolderArtifactStore;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatch;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchPhase;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchResult;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchStop;
import com.browseruse.temporal.workflows.batch.RunBrowserTaskBatchWorkflow;
import com.browseruse.temporal.workflows.caller.BrowserTaskBatchHandle;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch whose parts have room for few lines, with runs that only take their time. */
class BatchPartsTest {
  private static final long EVENTS = 300;

  private static final EventType INITIATED =
      EventType.EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED;

  @TempDir Path folder;

  private TestWorkflowEnvironment env;
  private BrowserTasks tasks;

  /** A part with a short history. */
  public static final class SmallPart extends BatchPartImpl {
    @WorkflowInit
    public SmallPart(RawValue raw) {
      super(raw);
    }

    @Override
    long mostEvents() {
      return EVENTS;
    }
  }

  /** What a batch takes for a run. */
  @WorkflowInterface
  public interface Run {
    @WorkflowMethod(name = RunBrowserTaskWorkflow.TYPE)
    BrowserTaskResult run(BrowserTask task);

    @SignalMethod
    void stop();
  }

  /** It takes as many minutes as its task says, or fails, or lasts until it is stopped. */
  public static final class RunImpl implements Run {
    private boolean stopped;

    @Override
    public BrowserTaskResult run(BrowserTask task) {
      String text = String.valueOf(task.request().task());
      if (text.equals("fail")) {
        throw ApplicationFailure.newNonRetryableFailure("no", FailureTypes.INVALID_REQUEST);
      }
      if (text.equals("endless")) {
        Workflow.await(() -> stopped);
      } else {
        Workflow.sleep(Duration.ofMinutes(Integer.parseInt(text)));
      }
      return BrowserTaskResult.fromJson(
          "{\"outcome\": \"%s\", \"costUsd\": \"0.10\"}"
              .formatted(stopped ? "STOPPED" : "SUCCEEDED"));
    }

    @Override
    public void stop() {
      stopped = true;
    }
  }

  @BeforeEach
  void start() throws IOException {
    env = TestWorkflowEnvironment.newInstance();
    Worker worker = env.newWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(
        RunBrowserTaskBatchWorkflowImpl.class, SmallPart.class, RunImpl.class);
    worker.registerActivitiesImplementations(
        new BatchActivitiesImpl(FolderArtifactStore.at(folder)));
    env.start();
    tasks = BrowserTasks.create(env.getWorkflowClient());
  }

  @AfterEach
  void close() {
    env.close();
  }

  private static BrowserTaskBatch.Builder lines(int count, String text) {
    BrowserTaskBatch.Builder batch = BrowserTaskBatch.newBuilder();
    for (int i = 1; i <= count; i++) {
      batch.add("line-" + i, BrowserTask.of(text));
    }
    return batch;
  }

  private WorkflowExecutionHistory history(String id) {
    return env.getWorkflowClient().fetchHistory(id);
  }

  /** The workflow ids of the parts of a batch. */
  private List<String> parts(String id) {
    return history(id).getEvents().stream()
        .filter(event -> event.getEventType() == INITIATED)
        .map(event -> event.getStartChildWorkflowExecutionInitiatedEventAttributes())
        .map(child -> child.getWorkflowId())
        .toList();
  }

  /** How many runs of a batch lasted at once, after each start. */
  private List<Integer> atOnce(String id) {
    List<HistoryEvent> events = new ArrayList<>();
    parts(id).forEach(part -> events.addAll(history(part).getEvents()));
    events.sort(Comparator.comparing(BatchPartsTest::nanos));
    List<Integer> counts = new ArrayList<>();
    int now = 0;
    for (HistoryEvent event : events) {
      if (event.getEventType() == INITIATED) {
        counts.add(++now);
      } else if (event.getEventType() == EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_COMPLETED) {
        now--;
      }
    }
    return counts;
  }

  /** A worker that takes a batch over goes on where the one before stood. */
  private void assertReplays(String id) {
    try (TestWorkflowEnvironment other = TestWorkflowEnvironment.newInstance()) {
      Worker worker = other.newWorker("replay");
      worker.registerWorkflowImplementationTypes(
          RunBrowserTaskBatchWorkflowImpl.class, SmallPart.class);
      List<String> workflows = new ArrayList<>(parts(id));
      workflows.add(id);
      assertThat(workflows)
          .allSatisfy(
              workflow ->
                  WorkflowReplayer.replayWorkflowExecution(
                      WorkflowExecutionHistory.fromJson(history(workflow).toJson(false), workflow),
                      worker));
    }
  }

  private static long nanos(HistoryEvent event) {
    return event.getEventTime().getSeconds() * 1_000_000_000L + event.getEventTime().getNanos();
  }

  private Duration length(String id) {
    List<HistoryEvent> events = history(id).getEvents();
    return Duration.ofNanos(nanos(events.get(events.size() - 1)) - nanos(events.get(0)));
  }

  @Test
  void slotsGoFromPartToPartSoThatTheWindowNeverDrains() {
    BrowserTaskBatch.Builder lines = BrowserTaskBatch.newBuilder().concurrency(4);
    lines.add("straggler", BrowserTask.of("300"));
    for (int i = 1; i <= 60; i++) {
      lines.add("line-" + i, BrowserTask.of("10"));
    }
    BrowserTaskBatchResult result = tasks.batch("window", lines.build()).result();

    assertThat(result.outcomes()).isEqualTo(Map.of("SUCCEEDED", 61));
    assertThat(result.costUsd()).isEqualByComparingTo("6.10");
    assertThat(parts("window")).hasSizeGreaterThan(1);
    // In how many workflow tasks the ends of runs come, each of three events, is Temporal's affair.
    assertThat(parts("window"))
        .allSatisfy(
            part ->
                assertThat(history(part).getEvents()).hasSizeLessThan((int) (EVENTS * 11 / 10)));
    assertThat(atOnce("window")).hasSize(61).allMatch(count -> count <= 4);
    // The straggler takes 300 minutes, 60 lines in three slots 200.
    assertThat(length("window")).isLessThan(Duration.ofMinutes(302));
    assertThat(length("window")).isGreaterThanOrEqualTo(Duration.ofMinutes(300));
    assertReplays("window");
  }

  @Test
  void withoutAStragglerItTakesNoLongerThanItMust() {
    BrowserTaskBatchResult result =
        tasks.batch("even", lines(60, "10").concurrency(5).build()).result();

    assertThat(result.isComplete()).isTrue();
    assertThat(parts("even")).hasSizeGreaterThan(1);
    assertThat(atOnce("even")).allMatch(count -> count <= 5);
    assertThat(length("even")).isLessThan(Duration.ofMinutes(123));
  }

  @Test
  void aStopReachesAllParts() {
    BrowserTaskBatch.Builder lines = BrowserTaskBatch.newBuilder().concurrency(3);
    lines.add("endless", BrowserTask.of("endless"));
    for (int i = 1; i <= 40; i++) {
      lines.add("line-" + i, BrowserTask.of("10"));
    }
    BrowserTaskBatchHandle batch = tasks.batch("stop", lines.build());
    env.sleep(Duration.ofMinutes(150));
    assertThat(parts("stop")).hasSizeGreaterThan(1);
    BrowserTaskBatchResult progress = batch.progress();
    assertThat(progress.phase()).isEqualTo(BrowserTaskBatchPhase.RUNNING);
    assertThat(progress.done()).isBetween(20, 30);
    assertThat(progress.running()).isEqualTo(3);
    assertThat(progress.timeLeft()).isBetween(Duration.ofMinutes(40), Duration.ofMinutes(120));

    batch.workflow().signal("stop");
    BrowserTaskBatchResult result = batch.result();
    assertThat(result.stop()).isEqualTo(BrowserTaskBatchStop.REQUESTED);
    assertThat(result.outcomes()).containsKey("STOPPED");
    assertThat(result.waiting()).isPositive();
    assertThat(result.done() + result.waiting()).isEqualTo(41);
    assertReplays("stop");
  }

  @Test
  void failuresOfAllPartsCount() {
    BrowserTaskBatch.Builder lines = BrowserTaskBatch.newBuilder().concurrency(2).maxFailures(90);
    for (int i = 1; i <= 200; i++) {
      lines.add("line-" + i, BrowserTask.of("fail"));
    }
    BrowserTaskBatchResult result = tasks.batch("failing", lines.build()).result();
    assertThat(result.stop()).isEqualTo(BrowserTaskBatchStop.MAX_FAILURES);
    assertThat(result.failures().get("InvalidRequest")).isBetween(90, 93);
    assertThat(parts("failing")).hasSizeGreaterThan(1);
  }

  @Test
  void theArtifactStoreKeepsEachResultOnce() throws IOException {
    BrowserTaskBatch.Builder lines = lines(30, "10").add("bad", BrowserTask.of("fail"));
    BrowserTaskBatchResult result = tasks.batch("kept: x", lines.build()).result();

    assertThat(result.results()).hasSameSizeAs(parts("kept: x"));
    List<String> kept = new ArrayList<>();
    for (String uri : result.results()) {
      kept.addAll(Files.readAllLines(Path.of(URI.create(uri))));
    }
    assertThat(kept)
        .hasSize(31)
        .doesNotHaveDuplicates()
        .anyMatch(
            line ->
                line.startsWith(
                    "{\"id\":\"line-1\",\"workflowId\":\"kept:"
                        + " x/line-1\",\"result\":{\"taskId\":null,"))
        .contains(
            "{\"id\":\"bad\",\"workflowId\":\"kept: x/bad\",\"failure\":"
                + "{\"type\":\"InvalidRequest\",\"message\":\"no\"}}");
  }

  @Test
  void whatAnybodySendsDoesNoHarm() {
    BrowserTaskBatchHandle batch = tasks.batch("junk", lines(3, "10").concurrency(1).build());
    env.sleep(Duration.ofMinutes(5));
    batch.workflow().signal("report", "junk");
    batch.workflow().signal("report", Map.of("number", 77));
    WorkflowStub part = env.getWorkflowClient().newUntypedWorkflowStub(parts("junk").get(0));
    part.signal("order", 7);
    part.signal("slots", "many");

    assertThat(batch.result().outcomes()).isEqualTo(Map.of("SUCCEEDED", 3));
    assertThat(atOnce("junk")).allMatch(count -> count == 1);
  }

  @Test
  void aPartIsNotStartedByHand() {
    WorkflowStub part =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                BatchPartEntry.TYPE,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build());
    part.start("junk");
    assertThatThrownBy(() -> part.getResult(Map.class))
        .isInstanceOf(WorkflowFailedException.class)
        .cause()
        .hasMessageContaining("a part is started by its batch");
  }

  @Test
  void linesThatNeverComeFailTheBatch() {
    WorkflowStub run =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                RunBrowserTaskBatchWorkflow.TYPE,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build());
    run.start(Map.of("tasks", List.of("10"), "more", true));
    assertThatThrownBy(() -> run.getResult(Map.class))
        .isInstanceOf(WorkflowFailedException.class)
        .cause()
        .hasMessageContaining("further lines were announced (more), but none came for 10 min");
  }
}
