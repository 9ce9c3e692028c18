package com.browseruse.temporal.worker.dev;

import com.browseruse.temporal.worker.config.UserError;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The development server of an installed Temporal CLI. Its data lasts as long as it does. */
final class CliTemporal implements DevTemporal {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL_EVERY = Duration.ofMillis(100);

  private static final Pattern VERSION =
      Pattern.compile("temporal version (\\S+) \\(Server ([^,)]+)");

  private final DetachedProcess process;
  private final String version;
  private final int port;
  private final int uiPort;

  private CliTemporal(DetachedProcess process, String version, int port, int uiPort) {
    this.process = process;
    this.version = version;
    this.port = port;
    this.uiPort = uiPort;
  }

  static CliTemporal start(
      Map<String, String> environment,
      Path program,
      Ports ports,
      String namespace,
      BooleanSupplier cancelled) {
    int port = choose(ports.temporal());
    int uiPort = choose(ports.ui());
    String version = version(program);
    @Nullable DetachedProcess process = null;
    try {
      Path folder = Files.createTempDirectory("browser-use-temporal-");
      process =
          DetachedProcess.start(
              environment, folder, command(program, port, uiPort, namespace, folder));
      waitUntilServing(process, port, namespace, cancelled);
    } catch (IOException e) {
      throw UserError.failed(program + " cannot be started: " + e.getMessage());
    } catch (UserError e) {
      if (process != null) {
        process.close();
      }
      throw e;
    }
    return new CliTemporal(process, version, port, uiPort);
  }

  private static List<String> command(
      Path program, int port, int uiPort, String namespace, Path folder) {
    return List.of(
        program.toString(),
        "server",
        "start-dev",
        "--ip",
        Loopback.HOST,
        "--port",
        Integer.toString(port),
        "--ui-port",
        Integer.toString(uiPort),
        "--namespace",
        namespace,
        "--db-filename",
        folder.resolve("temporal.db").toString(),
        "--log-level",
        "error");
  }

  @Override
  public String address() {
    return Loopback.HOST + ":" + port;
  }

  @Override
  public String ui() {
    return "http://" + Loopback.HOST + ":" + uiPort;
  }

  @Override
  public String description() {
    return version;
  }

  @Override
  public void close() {
    process.close();
  }

  private static int choose(int wanted) {
    if (wanted == 0) {
      return Loopback.freePort();
    }
    if (!Loopback.isFree(wanted)) {
      throw UserError.failed(
          "Port " + wanted + " of " + Loopback.HOST + " is taken by another program");
    }
    return wanted;
  }

  private static void waitUntilServing(
      DetachedProcess process, int port, String namespace, BooleanSupplier cancelled) {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(Loopback.HOST, port).usePlaintext().build();
    try {
      while (!serves(channel, namespace)) {
        if (!process.isAlive()) {
          throw UserError.failed("The Temporal server ended at once:\n" + process.tail());
        }
        if (cancelled.getAsBoolean()) {
          throw UserError.failed("The Temporal server was not waited for");
        }
        if (System.nanoTime() > deadline) {
          throw UserError.failed(
              "The Temporal server did not serve within %s seconds:\n%s"
                  .formatted(START_LIMIT.toSeconds(), process.tail()));
        }
        LockSupport.parkNanos(POLL_EVERY.toNanos());
      }
    } finally {
      channel.shutdownNow();
    }
  }

  private static boolean serves(ManagedChannel channel, String namespace) {
    try {
      ServingStatus status =
          HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(1, TimeUnit.SECONDS)
              .check(
                  HealthCheckRequest.newBuilder()
                      .setService(WorkflowServiceGrpc.SERVICE_NAME)
                      .build())
              .getStatus();
      WorkflowServiceGrpc.newBlockingStub(channel)
          .withDeadlineAfter(1, TimeUnit.SECONDS)
          .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
      return status == ServingStatus.SERVING;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  /** Makes {@code temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)} a little shorter. */
  static String shortened(String version) {
    Matcher parts = VERSION.matcher(version);
    return parts.find()
        ? "temporal " + parts.group(1) + ", server " + parts.group(2)
        : version.lines().map(String::strip).findFirst().orElse("temporal");
  }

  private static String version(Path program) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--version")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(5, TimeUnit.SECONDS);
      return shortened(version);
    } catch (IOException e) {
      return "temporal";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "temporal";
    }
  }
}
