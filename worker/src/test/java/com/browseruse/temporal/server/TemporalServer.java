package com.browseruse.temporal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Temporal server as a process, which can be killed and started again on its data. */
public final class TemporalServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final String HOST = "127.0.0.1";
  private static final String NAMESPACE = "default";

  private final List<String> command;
  private final Path log;
  private final String address;
  private final String httpAddress;
  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private Process process;

  private TemporalServer(Path program, Path data, List<String> options) throws IOException {
    int port = FreePort.find();
    address = HOST + ":" + port;
    command = new ArrayList<>(List.of(program.toString(), "server", "start-dev", "--headless"));
    command.addAll(List.of("--ip", HOST, "--port", Integer.toString(port)));
    int httpPort = FreePort.find();
    httpAddress = "http://" + HOST + ":" + httpPort;
    command.addAll(List.of("--http-port", Integer.toString(httpPort)));
    command.addAll(List.of("--log-level", "error"));
    command.addAll(options);
    if (data != null) {
      command.addAll(List.of("--db-filename", data.toString()));
    }
    log = Files.createTempFile("temporal-server-", ".log");
    log.toFile().deleteOnExit();
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
    client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setWorkerHeartbeatInterval(Duration.ofSeconds(-1))
                .build());
  }

  /** Starts a server that forgets everything when it ends. */
  public static TemporalServer inMemory(Path program) {
    return start(program, null, List.of());
  }

  /** The same, which takes notice of priorities as Temporal Cloud does. */
  public static TemporalServer inMemoryWithPriorities(Path program) {
    return start(program, null, List.of("--dynamic-config-value", "matching.useNewMatcher=true"));
  }

  /** Starts a server on a file. */
  public static TemporalServer on(Path data, Path program) {
    return start(program, data, List.of());
  }

  private static TemporalServer start(Path program, Path data, List<String> options) {
    try {
      TemporalServer server = new TemporalServer(program, data, options);
      server.launch();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String address() {
    return address;
  }

  /** Where it takes requests of Nexus from outside. */
  public String httpAddress() {
    return httpAddress;
  }

  public WorkflowClient client() {
    return client;
  }

  /** The process that serves now. */
  public long pid() {
    return process.pid();
  }

  /** What nobody can react to. */
  public void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts it again at the same address. Only a server on a file remembers. */
  public void launch() {
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process = started;
      // A build that is broken off leaves no server behind.
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      await()
          .alias("the Temporal server serves")
          .atMost(START_LIMIT)
          .failFast("it ended", () -> assertThat(started.isAlive()).as(() -> read(log)).isTrue())
          .until(this::serves);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public void close() {
    stubs.shutdownNow();
    kill();
  }

  private boolean serves() {
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(1, TimeUnit.SECONDS)
          .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(NAMESPACE).build());
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "(" + e.getMessage() + ")";
    }
  }
}
