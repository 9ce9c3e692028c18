package com.browseruse.temporal.chaos;

import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.BrowserTaskService;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import com.browseruse.temporal.workflows.caller.BrowserTaskWorkflows;
import com.google.protobuf.Duration;
import io.grpc.StatusRuntimeException;
import io.temporal.api.nexus.v1.Endpoint;
import io.temporal.api.nexus.v1.EndpointSpec;
import io.temporal.api.nexus.v1.EndpointTarget;
import io.temporal.api.operatorservice.v1.CreateNexusEndpointRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.TemporalFailure;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.NexusOperationOptions;
import io.temporal.workflow.NexusServiceOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Map;
import java.util.Objects;

/** Business workflows in a namespace of their own, and a Nexus endpoint to a testbed. */
final class NexusCallers implements AutoCloseable {
  private static final java.time.Duration LIMIT = java.time.Duration.ofSeconds(60);

  private final Testbed testbed;
  private final Endpoint endpoint;
  private final WorkflowClient client;
  private final WorkerFactory workers;
  private int started;

  /** A business workflow; it tells how its task ended. */
  @WorkflowInterface
  public interface Caller {
    @WorkflowMethod
    String call(String endpoint, BrowserTask task);
  }

  /** Its implementation. */
  public static final class CallerImpl implements Caller {
    @Override
    public String call(String endpoint, BrowserTask task) {
      try {
        BrowserTaskResult result = BrowserTaskWorkflows.nexus(endpoint).runTask(task);
        return result.outcome() + " " + result.output();
      } catch (TemporalFailure e) {
        BrowserTaskException failure = BrowserTaskException.of(e);
        return "%s %s %s: %s"
            .formatted(
                failure.getClass().getSimpleName(),
                failure.evidence().taskId(),
                failure.evidence().stop(),
                failure.getMessage());
      }
    }
  }

  /** One that calls as another language may: with any JSON. */
  @WorkflowInterface
  public interface PlainCaller {
    @WorkflowMethod
    String callPlainly(String endpoint, Object input);
  }

  /** Its implementation. */
  public static final class PlainCallerImpl implements PlainCaller {
    @Override
    public String callPlainly(String endpoint, Object input) {
      return Objects.toString(
          Workflow.newUntypedNexusServiceStub(
                  BrowserTaskService.NAME,
                  NexusServiceOptions.newBuilder()
                      .setEndpoint(endpoint)
                      .setOperationOptions(NexusOperationOptions.getDefaultInstance())
                      .build())
              .execute(BrowserTaskService.RUN_TASK, Map.class, input));
    }
  }

  NexusCallers(Testbed testbed) {
    this.testbed = testbed;
    String name = testbed.taskQueue() + "-callers";
    WorkflowServiceStubs stubs = testbed.server().client().getWorkflowServiceStubs();
    register(stubs, name);
    endpoint = endpoint(testbed.server(), testbed.taskQueue() + "-endpoint", testbed.taskQueue());
    client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setNamespace(name)
                .setWorkerHeartbeatInterval(java.time.Duration.ofSeconds(-1))
                .build());
    workers = WorkerFactory.newInstance(client);
    workers
        .newWorker("callers")
        .registerWorkflowImplementationTypes(CallerImpl.class, PlainCallerImpl.class);
    workers.start();
  }

  /** Makes an endpoint to a task queue of the default namespace. */
  static Endpoint endpoint(TemporalServer server, String name, String taskQueue) {
    OperatorServiceStubs operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setTarget(server.address())
                .validateAndBuildWithDefaults());
    try {
      EndpointTarget.Worker target =
          EndpointTarget.Worker.newBuilder()
              .setNamespace("default")
              .setTaskQueue(taskQueue)
              .build();
      return operator
          .blockingStub()
          .createNexusEndpoint(
              CreateNexusEndpointRequest.newBuilder()
                  .setSpec(
                      EndpointSpec.newBuilder()
                          .setName(name)
                          .setTarget(EndpointTarget.newBuilder().setWorker(target)))
                  .build())
          .getEndpoint();
    } finally {
      operator.shutdownNow();
    }
  }

  private static void register(WorkflowServiceStubs stubs, String namespace) {
    stubs
        .blockingStub()
        .registerNamespace(
            RegisterNamespaceRequest.newBuilder()
                .setNamespace(namespace)
                .setWorkflowExecutionRetentionPeriod(Duration.newBuilder().setSeconds(86_400))
                .build());
    await()
        .atMost(LIMIT)
        .ignoreExceptionsMatching(StatusRuntimeException.class::isInstance)
        .until(
            () ->
                stubs
                    .blockingStub()
                    .describeNamespace(
                        DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build())
                    .hasNamespaceInfo());
  }

  Endpoint endpoint() {
    return endpoint;
  }

  WorkflowClient client() {
    return client;
  }

  WorkflowStub call(BrowserTask task) {
    WorkflowStub call = unstarted("Caller");
    call.start(endpoint.getSpec().getName(), task);
    return call;
  }

  WorkflowStub callPlainly(Object input) {
    WorkflowStub call = unstarted("PlainCaller");
    call.start(endpoint.getSpec().getName(), input);
    return call;
  }

  private WorkflowStub unstarted(String type) {
    return client.newUntypedWorkflowStub(
        type,
        WorkflowOptions.newBuilder()
            .setTaskQueue("callers")
            .setWorkflowId(testbed.taskQueue() + "-caller-" + ++started)
            .build());
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
