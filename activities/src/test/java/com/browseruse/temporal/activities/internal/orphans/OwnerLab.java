package com.browseruse.temporal.activities.internal.orphans;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import com.browseruse.temporal.activities.internal.orphans.OwnerRules.MarkedTask;
import com.browseruse.temporal.task.SampleTasks;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskStatus;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.temporal.api.common.v1.ActivityType;
import io.temporal.api.common.v1.Memo;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.common.v1.WorkflowType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflow.v1.WorkflowExecutionExtendedInfo;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DefaultDataConverter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A Temporal that knows the workflows which a test puts there, as far as a reaper asks. */
final class OwnerLab {
  static final String NAMESPACE = "shop";
  static final String WORKFLOW = "milk-price";
  static final String TASK = "task-1";
  static final String FIRST_RUN = "run-1";
  static final String REAPER = "the-reaper";
  static final Instant CREATED = Instant.parse("2026-03-01T12:00:00Z");

  final WorkflowClient temporal = mock(WorkflowClient.class);
  final Map<String, Supplier<WorkflowExecutionDescription>> workflows = new HashMap<>();

  OwnerLab() {
    lenient()
        .when(temporal.getOptions())
        .thenReturn(WorkflowClientOptions.newBuilder().setNamespace(NAMESPACE).build());
    lenient()
        .when(temporal.newUntypedWorkflowStub(any(String.class)))
        .thenAnswer(call -> stub(call.getArgument(0)));
    workflows.put(REAPER, () -> new Owner().description());
  }

  private WorkflowStub stub(String id) {
    WorkflowStub stub = mock(WorkflowStub.class);
    lenient()
        .when(stub.describe())
        .thenAnswer(
            call ->
                workflows
                    .getOrDefault(
                        id,
                        () -> {
                          throw notFound(id, Status.NOT_FOUND.asRuntimeException());
                        })
                    .get());
    return stub;
  }

  static WorkflowNotFoundException notFound(String id, RuntimeException cause) {
    return new WorkflowNotFoundException(
        WorkflowExecution.newBuilder().setWorkflowId(id).build(), null, cause);
  }

  OwnerLookup lookup() {
    return new OwnerLookup(temporal, REAPER);
  }

  /** The markers of the task that the first run asked for. */
  static Map<String, Object> markers() {
    return Map.of(
        TaskMarkers.NAMESPACE,
        NAMESPACE,
        TaskMarkers.WORKFLOW_ID,
        WORKFLOW,
        TaskMarkers.CREATE_KEY,
        TaskMarkers.createKeyOfRun(NAMESPACE, WORKFLOW, FIRST_RUN));
  }

  static MarkedTask owned() {
    return MarkedTask.of(task(TASK, TaskStatus.STARTED, CREATED, markers()), NAMESPACE)
        .orElseThrow();
  }

  static Task task(String id, TaskStatus status, Instant createdAt, Map<String, Object> metadata) {
    return SampleTasks.bare(id, "s", "x", status, createdAt, metadata);
  }

  /** A workflow as Temporal describes it; a live first run of ours unless told otherwise. */
  static final class Owner {
    private final WorkflowExecutionInfo.Builder info =
        WorkflowExecutionInfo.newBuilder()
            .setType(WorkflowType.newBuilder().setName("RunBrowserTaskWorkflow"))
            .setStatus(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
    private final WorkflowExecutionExtendedInfo.Builder more =
        WorkflowExecutionExtendedInfo.newBuilder();
    private final List<PendingActivityInfo> pending = new ArrayList<>();

    Owner() {
      run(FIRST_RUN, FIRST_RUN);
    }

    Owner run(String runId, String firstRunId) {
      info.setExecution(
              WorkflowExecution.newBuilder().setWorkflowId(WORKFLOW).setRunId(runId).build())
          .setFirstRunId(firstRunId);
      return this;
    }

    Owner status(WorkflowExecutionStatus status) {
      info.setStatus(status);
      return this;
    }

    Owner unknownStatus(int number) {
      info.setStatusValue(number);
      return this;
    }

    Owner type(String name) {
      info.setType(WorkflowType.newBuilder().setName(name));
      return this;
    }

    Owner started(Instant time) {
      info.setStartTime(Timestamp.newBuilder().setSeconds(time.getEpochSecond()));
      return this;
    }

    Owner calls(String activity) {
      pending.add(
          PendingActivityInfo.newBuilder()
              .setActivityType(ActivityType.newBuilder().setName(activity))
              .build());
      return this;
    }

    Owner reset() {
      more.setLastResetTime(Timestamp.newBuilder().setSeconds(1));
      return this;
    }

    Owner tells(Object facts) {
      return memo(DefaultDataConverter.newDefaultInstance().toPayload(facts).orElseThrow());
    }

    Owner memo(Payload payload) {
      info.setMemo(Memo.newBuilder().putFields("browserTask", payload));
      return this;
    }

    WorkflowExecutionDescription description() {
      return new WorkflowExecutionDescription(
          DescribeWorkflowExecutionResponse.newBuilder()
              .setWorkflowExecutionInfo(info)
              .setWorkflowExtendedInfo(more)
              .addAllPendingActivities(pending)
              .build(),
          DefaultDataConverter.newDefaultInstance());
    }
  }
}
