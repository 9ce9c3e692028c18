package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.CpuBudget;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.caller.BrowserTaskWorkflows;
import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of the task of a child when its parent, on somebody else's worker, ends in whatever
 * way. Only a real server applies the parent-close policy.
 */
@ExtendWith(TemporalServerExtension.class)
@Timeout(300)
@ResourceLock(CpuBudget.OWNERS)
@Tag("undisturbed")
class ParentCloseIT {
  private static final String QUEUE = "parents";
  private static final String CHILDREN = "children";
  private static final String CHILD = "-child";

  private static ReaperFixture fixture;
  private static WorkerFactory parents;

  /** How a parent calls a run. */
  enum Call {
    /** As {@link BrowserTaskWorkflows} does. */
    OURS,
    /** As Temporal does if nobody says anything: the child is terminated with its parent. */
    PLAIN,
    ABANDON
  }

  /** How a parent ends. */
  enum End {
    CANCEL,
    /** The parent does not wait for its child. */
    CANCEL_ASLEEP,
    FAIL,
    TIME_OUT,
    TERMINATE
  }

  /** A business workflow. */
  @WorkflowInterface
  public interface Parent {
    @WorkflowMethod
    void run(String call, String childId, boolean asleep);

    @SignalMethod
    void fail();
  }

  /** Its implementation. */
  public static final class ParentImpl implements Parent {
    private final CompletablePromise<BrowserTaskResult> failure = Workflow.newPromise();

    @Override
    public void run(String call, String childId, boolean asleep) {
      ChildWorkflowOptions.Builder options =
          ChildWorkflowOptions.newBuilder().setWorkflowId(childId).setTaskQueue(CHILDREN);
      Promise<BrowserTaskResult> result =
          Async.function(child(Call.valueOf(call), options)::run, BrowserTask.of("Find milk"));
      if (asleep) {
        Workflow.sleep(Duration.ofHours(1));
      }
      Promise.anyOf(result, failure).get();
    }

    @Override
    public void fail() {
      failure.completeExceptionally(
          ApplicationFailure.newNonRetryableFailure("for the test", "Parent"));
    }

    private static RunBrowserTaskWorkflow child(Call call, ChildWorkflowOptions.Builder options) {
      return switch (call) {
        case OURS -> BrowserTaskWorkflows.child(options.build());
        case PLAIN -> Workflow.newChildWorkflowStub(RunBrowserTaskWorkflow.class, options.build());
        case ABANDON ->
            BrowserTaskWorkflows.child(
                options
                    .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                    .build());
      };
    }
  }

  @BeforeAll
  static void start(TemporalServer server) {
    fixture = new ReaperFixture(server.address(), CHILDREN);
    parents = WorkerFactory.newInstance(server.client());
    parents.newWorker(QUEUE).registerWorkflowImplementationTypes(ParentImpl.class);
    parents.start();
  }

  @AfterAll
  static void end() throws Exception {
    if (parents != null) {
      parents.shutdownNow();
    }
    if (fixture != null) {
      fixture.close();
    }
  }

  @AfterEach
  void forget() {
    fixture.forget();
  }

  /** A time-out is waited for in the sweep only. */
  static Set<End> ends() {
    return Boolean.getBoolean("sweep")
        ? EnumSet.allOf(End.class)
        : EnumSet.complementOf(EnumSet.of(End.TIME_OUT));
  }

  static Set<End> endsWithoutCancel() {
    Set<End> ends = EnumSet.copyOf(ends());
    ends.remove(End.CANCEL);
    return ends;
  }

  /** Starts a parent, ends it once its child has a task, and gives the child. */
  private static WorkflowStub endOfParent(Call call, End end) {
    WorkflowStub parent = startParent(call, end);
    WorkflowStub child = childOf(parent);
    await().atMost(ReaperFixture.WAIT_LIMIT).until(() -> fixture.emulator.tasks().size() == 1);
    await()
        .atMost(ReaperFixture.WAIT_LIMIT)
        .until(() -> child.describe().getMemo("browserTask", Map.class) != null);
    switch (end) {
      case CANCEL, CANCEL_ASLEEP -> parent.cancel();
      case FAIL -> parent.signal("fail");
      case TERMINATE -> parent.terminate("for the test");
      case TIME_OUT -> {}
    }
    awaitStatus(
        parent,
        switch (end) {
          case CANCEL, CANCEL_ASLEEP -> WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED;
          case FAIL -> WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_FAILED;
          case TERMINATE -> WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED;
          case TIME_OUT -> WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TIMED_OUT;
        });
    return child;
  }

  private static WorkflowStub startParent(Call call, End end) {
    String id = "parent-" + call + "-" + end + "-" + UUID.randomUUID();
    WorkflowStub parent =
        fixture
            .client()
            .newUntypedWorkflowStub(
                "Parent",
                WorkflowOptions.newBuilder()
                    .setWorkflowId(id)
                    .setTaskQueue(QUEUE)
                    .setWorkflowExecutionTimeout(
                        end == End.TIME_OUT ? Duration.ofSeconds(20) : null)
                    .build());
    parent.start(call.name(), id + CHILD, end == End.CANCEL_ASLEEP);
    return parent;
  }

  private static WorkflowStub childOf(WorkflowStub parent) {
    return fixture.client().newUntypedWorkflowStub(parent.getExecution().getWorkflowId() + CHILD);
  }

  private static void awaitStatus(WorkflowStub workflow, WorkflowExecutionStatus status) {
    await().atMost(ReaperFixture.WAIT_LIMIT).until(() -> workflow.describe().getStatus() == status);
  }

  private static String onlyTask() {
    assertThat(fixture.emulator.tasks()).hasSize(1);
    return fixture.newestTask();
  }

  private static JsonNode reap() throws Exception {
    Cli cli = fixture.cli();
    assertThat(cli.run("reap", "--apply", "--json")).as(cli::err).isZero();
    return CliContext.JSON.readTree(cli.out());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  void aChildOfOursStopsItsTaskHoweverItsParentEnds(End end) throws Exception {
    awaitStatus(
        endOfParent(Call.OURS, end), WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
    assertThat(fixture.ledger(onlyTask()).status()).isEqualTo("stopped");
    assertThat(reap().path("found").intValue()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endsWithoutCancel")
  void aPlainChildIsTerminatedWithItsParentAndItsTaskIsTheReapers(End end) throws Exception {
    WorkflowStub child = endOfParent(Call.PLAIN, end);
    awaitStatus(child, WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED);
    fixture.assertUntouched(onlyTask());
    JsonNode reaped = reap().path("tasks").path(0);
    assertThat(reaped.path("taskId").asText()).isEqualTo(onlyTask());
    assertThat(reaped.path("workflowId").asText()).isEqualTo(child.getExecution().getWorkflowId());
    assertThat(reaped.path("reason").asText()).isEqualTo("its workflow has ended (TERMINATED)");
    assertThat(fixture.ledger(onlyTask()).status()).isEqualTo("stopped");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endsWithoutCancel")
  void aChildThatOutlivesItsParentKeepsItsTaskAndTheReaperLeavesIt(End end) throws Exception {
    WorkflowStub child = endOfParent(Call.ABANDON, end);
    assertThat(reap().path("leftBecause").path("its run is alive").intValue()).isEqualTo(1);
    fixture.assertUntouched(onlyTask());
    child.cancel();
    awaitStatus(child, WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
    assertThat(fixture.ledger(onlyTask()).status()).isEqualTo("stopped");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"PLAIN", "ABANDON"})
  void aCancelOfTheParentReachesEveryChildThatItWaitsFor(Call call) {
    awaitStatus(
        endOfParent(call, End.CANCEL), WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
    assertThat(fixture.ledger(onlyTask()).status()).isEqualTo("stopped");
  }

  /** The task exists, but its run does not know it yet. */
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void aParentMayBeTerminatedWhileTheCreateIsUnderWay(Call call) throws Exception {
    fixture.emulator.addFault(
        Fault.on("POST", "/tasks$").times(1).delay(Duration.ofSeconds(3)).build());
    WorkflowStub parent = startParent(call, End.TERMINATE);
    WorkflowStub child = childOf(parent);
    await().atMost(ReaperFixture.WAIT_LIMIT).until(() -> fixture.emulator.tasks().size() == 1);
    assertThat(child.describe().getMemo("browserTask", Map.class)).isNull();
    parent.terminate("for the test");
    switch (call) {
      case OURS -> awaitStatus(child, WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
      case PLAIN -> {
        awaitStatus(child, WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED);
        fixture.assertUntouched(onlyTask());
        assertThat(reap().path("stopped").intValue()).isEqualTo(1);
      }
      case ABANDON -> {
        assertThat(reap().path("left").intValue()).isEqualTo(1);
        fixture.assertUntouched(onlyTask());
        child.cancel();
        awaitStatus(child, WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
      }
    }
    assertThat(fixture.ledger(onlyTask()).status()).isEqualTo("stopped");
  }
}
