package com.browseruse.temporal.worker.config;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection to Temporal that is known to work, and the address of its UI if that is known. */
public record TemporalConnection(WorkflowClient client, String address, @Nullable String uiBase)
    implements AutoCloseable {
  /** Where Temporal's UI is, for links to it. */
  public static final String UI = "BROWSER_USE_TEMPORAL_UI";

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  /** For what nobody sits in front of, and what may be started together with the server. */
  private static final Duration PATIENT_CONNECT_LIMIT = Duration.ofSeconds(30);

  private static final String CLOUD_SUFFIX = ".tmprl.cloud:7233";

  /** Tells whether somebody said where Temporal is. */
  public static boolean isConfigured(Map<String, String> environment) {
    String address = profile(environment).getAddress();
    return address != null && !address.isBlank()
        || !environment.getOrDefault("TEMPORAL_PROFILE", "").isBlank();
  }

  /**
   * Connects to what the environment names, else to the default port of this machine.
   *
   * @param patient whether to try for half a minute, also while nobody listens there yet; else it
   *     is tried for ten seconds, and that nobody listens is said at once
   */
  public static TemporalConnection open(Map<String, String> environment, boolean patient) {
    return open(environment, patient, new NoopScope());
  }

  /** The same, and counts the calls, and what the workers on it do, in a scope. */
  public static TemporalConnection open(
      Map<String, String> environment, boolean patient, Scope metrics) {
    ClientConfigProfile profile = profile(environment);
    try {
      String address = profile.getAddress();
      boolean cloud = address != null && address.endsWith(CLOUD_SUFFIX);
      return open(
          WorkflowServiceStubsOptions.newBuilder(profile.toWorkflowServiceStubsOptions())
              .setMetricsScope(metrics)
              .build(),
          profile.toWorkflowClientOptions(),
          cloud ? "https://cloud.temporal.io" : ui(environment),
          patient);
    } catch (RuntimeException e) {
      throw e instanceof UserError error
          ? error
          : UserError.usage(
              ("The connection to Temporal cannot be set up: %s; check the variables"
                      + " TEMPORAL_* and the configuration file")
                  .formatted(UserError.rootMessage(e)));
    }
  }

  /** The address of the UI, which dev tells the commands of other terminals. */
  private static @Nullable String ui(Map<String, String> environment) {
    String ui = environment.getOrDefault(UI, "").strip().replaceFirst("/+$", "");
    return ui.isEmpty() ? null : ui;
  }

  /** Connects to a development server, which has no heartbeats of workers. */
  public static TemporalConnection open(String address, @Nullable String uiBase, String namespace) {
    return open(address, uiBase, namespace, new NoopScope());
  }

  /** The same, and counts in a scope. */
  public static TemporalConnection open(
      String address, @Nullable String uiBase, String namespace, Scope metrics) {
    return open(
        WorkflowServiceStubsOptions.newBuilder()
            .setTarget(address)
            .setMetricsScope(metrics)
            .build(),
        WorkflowClientOptions.newBuilder()
            .setNamespace(namespace)
            // The SDK warns about servers that do not take them.
            .setWorkerHeartbeatInterval(Duration.ofSeconds(-1))
            .build(),
        uiBase,
        true);
  }

  /** The namespace for a server that this process starts. */
  public static String namespace(Map<String, String> environment) {
    String namespace = environment.getOrDefault("TEMPORAL_NAMESPACE", "");
    return namespace.isBlank() ? "default" : namespace;
  }

  public String namespace() {
    return client.getOptions().getNamespace();
  }

  /** The page of a run in Temporal's UI, or null if nobody told where the UI is. */
  public @Nullable String link(String workflowId, String runId) {
    return uiBase == null
        ? null
        : "%s/namespaces/%s/workflows/%s/%s"
            .formatted(uiBase, encode(namespace()), encode(workflowId), runId);
  }

  @Override
  public void close() {
    client.getWorkflowServiceStubs().shutdownNow();
    client.getWorkflowServiceStubs().awaitTermination(2, TimeUnit.SECONDS);
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static ClientConfigProfile profile(Map<String, String> environment) {
    try {
      return ClientConfigProfile.load(
          LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(environment).build());
    } catch (IOException | RuntimeException e) {
      throw UserError.usage(
          ("Temporal's configuration cannot be read: %s; check"
                  + " TEMPORAL_CONFIG_FILE and TEMPORAL_PROFILE")
              .formatted(UserError.rootMessage(e)));
    }
  }

  private static TemporalConnection open(
      WorkflowServiceStubsOptions stubsOptions,
      WorkflowClientOptions clientOptions,
      @Nullable String uiBase,
      boolean patient) {
    Duration limit = patient ? PATIENT_CONNECT_LIMIT : CONNECT_LIMIT;
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder(stubsOptions)
                // Connecting begins with this question, which gives up after five seconds else.
                .setSystemInfoTimeout(limit)
                .build());
    String address = stubs.getOptions().getTarget();
    try {
      if (!patient) {
        refuseIfHopeless(stubs);
      }
      stubs.connect(limit);
      WorkflowClient client = WorkflowClient.newInstance(stubs, clientOptions);
      checkNamespace(stubs, client.getOptions().getNamespace(), address);
      return new TemporalConnection(client, address, uiBase);
    } catch (StatusRuntimeException | UserError e) {
      stubs.shutdownNow();
      throw e instanceof StatusRuntimeException rpc ? refused(rpc, address) : e;
    }
  }

  /** Connecting is tried again and again; where nobody or somebody else listens it need not be. */
  private static void refuseIfHopeless(WorkflowServiceStubs stubs) {
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(CONNECT_LIMIT.toSeconds(), TimeUnit.SECONDS)
          .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
    } catch (StatusRuntimeException e) {
      Throwable root = UserError.rootCause(e);
      String description = String.valueOf(e.getStatus().getDescription());
      if (root instanceof ConnectException
          || root instanceof UnknownHostException
          || description.startsWith("HTTP status code")) {
        throw e;
      }
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
            "Temporal at %s has no namespace %s: set TEMPORAL_NAMESPACE to one that it has"
                .formatted(address, namespace));
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
        ("Temporal cannot be reached at %s: set TEMPORAL_ADDRESS to its host and port, or"
                + " TEMPORAL_PROFILE to a profile of the configuration file (or try run --dev)")
            .formatted(address));
  }
}
