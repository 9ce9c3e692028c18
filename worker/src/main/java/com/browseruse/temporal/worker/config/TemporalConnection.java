package com.browseruse.temporal.worker.config;

import com.browseruse.temporal.worker.dev.DevTemporal;
import com.browseruse.temporal.worker.run.Problems;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A connection to Temporal that is known to work. Where to is said by Temporal's own variables and
 * its configuration file.
 */
public final class TemporalConnection implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final String HOW_TO_SET =
      "set TEMPORAL_ADDRESS to its host and port, or TEMPORAL_PROFILE to a profile of the"
          + " configuration file";
  private static final String CLOUD_SUFFIX = ".tmprl.cloud:7233";

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final String address;
  private final String uiBase;

  private TemporalConnection(
      WorkflowServiceStubs stubs, WorkflowClient client, String address, String uiBase) {
    this.stubs = stubs;
    this.client = client;
    this.address = address;
    this.uiBase = uiBase;
  }

  /** Tells whether somebody said where Temporal is. */
  public static boolean isConfigured(Map<String, String> environment) {
    String address = profile(environment).getAddress();
    return address != null && !address.isBlank()
        || !environment.getOrDefault("TEMPORAL_PROFILE", "").isBlank();
  }

  /**
   * Connects to the Temporal that the environment names, which is the one at the default port of
   * this machine if it names none.
   *
   * @throws UserError if it cannot be reached in time, or has no such namespace
   */
  public static TemporalConnection open(Map<String, String> environment) {
    ClientConfigProfile profile = profile(environment);
    try {
      String address = profile.getAddress();
      boolean cloud = address != null && address.endsWith(CLOUD_SUFFIX);
      return open(
          profile.toWorkflowServiceStubsOptions(),
          profile.toWorkflowClientOptions(),
          cloud ? "https://cloud.temporal.io" : null);
    } catch (UserError e) {
      throw e;
    } catch (RuntimeException e) {
      throw UserError.usage(
          "The connection to Temporal cannot be set up: "
              + Problems.innermost(e)
              + "; check the"
              + " variables TEMPORAL_* and the configuration file");
    }
  }

  /** Connects to a server that this process started. */
  public static TemporalConnection open(DevTemporal server, String namespace) {
    return open(
        WorkflowServiceStubsOptions.newBuilder().setTarget(server.address()).build(),
        WorkflowClientOptions.newBuilder()
            .setNamespace(namespace)
            // These servers do not take them, and the SDK warns about that.
            .setWorkerHeartbeatInterval(Duration.ofSeconds(-1))
            .build(),
        server.ui().orElse(null));
  }

  /** The namespace for a server that this process starts. */
  public static String namespace(Map<String, String> environment) {
    String namespace = environment.getOrDefault("TEMPORAL_NAMESPACE", "");
    return namespace.isBlank() ? "default" : namespace;
  }

  public WorkflowClient client() {
    return client;
  }

  public String address() {
    return address;
  }

  public String namespace() {
    return client.getOptions().getNamespace();
  }

  /** The page of a run in Temporal's UI, or null if nobody told where the UI is. */
  public String link(String workflowId, String runId) {
    if (uiBase == null) {
      return null;
    }
    return uiBase
        + "/namespaces/"
        + Urls.encode(namespace())
        + "/workflows/"
        + Urls.encode(workflowId)
        + (runId == null ? "" : "/" + runId);
  }

  @Override
  public void close() {
    stubs.shutdownNow();
    stubs.awaitTermination(2, TimeUnit.SECONDS);
  }

  private static ClientConfigProfile profile(Map<String, String> environment) {
    try {
      return ClientConfigProfile.load(
          LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(environment).build());
    } catch (IOException | RuntimeException e) {
      throw UserError.usage(
          "Temporal's configuration cannot be read: "
              + Problems.innermost(e)
              + "; check TEMPORAL_CONFIG_FILE and TEMPORAL_PROFILE");
    }
  }

  private static TemporalConnection open(
      WorkflowServiceStubsOptions stubsOptions,
      WorkflowClientOptions clientOptions,
      String uiBase) {
    WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(stubsOptions);
    String address = stubs.getOptions().getTarget();
    try {
      stubs.connect(CONNECT_LIMIT);
      WorkflowClient client = WorkflowClient.newInstance(stubs, clientOptions);
      checkNamespace(stubs, client.getOptions().getNamespace(), address);
      return new TemporalConnection(stubs, client, address, uiBase);
    } catch (StatusRuntimeException e) {
      stubs.shutdownNow();
      throw refused(e, address);
    } catch (UserError e) {
      stubs.shutdownNow();
      throw e;
    }
  }

  private static void checkNamespace(WorkflowServiceStubs stubs, String namespace, String address) {
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(CONNECT_LIMIT.toSeconds(), TimeUnit.SECONDS)
          .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
    } catch (StatusRuntimeException e) {
      // A key may be allowed to run workflows and not to describe the namespace.
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        throw UserError.failed(
            "Temporal at "
                + address
                + " has no namespace "
                + namespace
                + ": set TEMPORAL_NAMESPACE to one that it has");
      }
    }
  }

  private static UserError refused(StatusRuntimeException e, String address) {
    Status.Code code = e.getStatus().getCode();
    if (code == Status.Code.UNAUTHENTICATED || code == Status.Code.PERMISSION_DENIED) {
      return UserError.failed(
          "Temporal at " + address + " refuses us: check TEMPORAL_API_KEY and TEMPORAL_TLS_*");
    }
    return UserError.failed(
        "Temporal cannot be reached at " + address + ": " + HOW_TO_SET + " (or try run --dev)");
  }
}
