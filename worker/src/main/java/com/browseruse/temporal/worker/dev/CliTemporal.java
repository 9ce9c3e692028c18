package com.browseruse.temporal.worker.dev;

import com.browseruse.temporal.worker.cli.Ports;
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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The development server of an installed Temporal CLI. Its data lasts as long as it does. */
final class CliTemporal implements DevTemporal {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

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
      BooleanSupplier givenUp) {
    int port = choose(ports.temporal());
    int uiPort = choose(ports.ui());
    String version = version(program);
    DetachedProcess process = null;
    try {
      Path folder = Files.createTempDirectory("browser-use-temporal-");
      process =
          DetachedProcess.start(
              environment, folder, command(program, port, uiPort, namespace, folder));
      waitUntilServing(process, port, namespace, givenUp);
    } catch (IOException e) {
      throw new DevTemporalException(program + " cannot be started: " + e.getMessage(), e);
    } catch (DevTemporalException e) {
      process.close();
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
  public Optional<String> ui() {
    return Optional.of("http://" + Loopback.HOST + ":" + uiPort);
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
      throw new DevTemporalException(
          "Port " + wanted + " of " + Loopback.HOST + " is taken by another program", null);
    }
    return wanted;
  }

  private static void waitUntilServing(
      DetachedProcess process, int port, String namespace, BooleanSupplier givenUp) {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(Loopback.HOST, port).usePlaintext().build();
    try {
      while (!serves(channel, namespace)) {
        if (!process.isAlive()) {
          throw new DevTemporalException(
              "The Temporal server ended at once:\n" + process.tail(), null);
        }
        if (givenUp.getAsBoolean()) {
          throw new DevTemporalException("The Temporal server was not waited for", null);
        }
        if (System.nanoTime() > deadline) {
          throw new DevTemporalException(
              "The Temporal server did not serve within "
                  + START_LIMIT.toSeconds()
                  + " seconds:\n"
                  + process.tail(),
              null);
        }
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
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
  static String shortened(String words) {
    Matcher parts = VERSION.matcher(words);
    return parts.find()
        ? "temporal " + parts.group(1) + ", server " + parts.group(2)
        : words.lines().map(String::strip).findFirst().orElse("temporal");
  }

  private static String version(Path program) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--version")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(5, TimeUnit.SECONDS);
      return shortened(words);
    } catch (IOException e) {
      return "temporal";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "temporal";
    }
  }
}
