package com.browseruse.temporal.worker.dev;

import com.browseruse.temporal.worker.config.UserError;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.internal.testservice.GRPCServerHelper;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Temporal server on this machine, reachable from this machine only; {@code ui} is the address of
 * its web interface, if it has one. Closing it ends it, and its data with it.
 */
public record DevTemporal(String address, @Nullable String ui, String description, Runnable end)
    implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL_EVERY = Duration.ofMillis(100);
  private static final int MOST_STARTS = 3;

  /** What the operating system says. */
  private static final String PORT_TAKEN = "address already in use";

  private static final Pattern VERSION =
      Pattern.compile("temporal version (\\S+) \\(Server ([^,)]+)");

  /** Ports to listen on; 0 takes any that is free. */
  public record Ports(int temporal, int ui) {
    public static final Ports ANY = new Ports(0, 0);
  }

  /** Starts an installed {@code temporal}, or the SDK's own server where there is none. */
  public static DevTemporal start(
      Map<String, String> environment, Ports ports, String namespace, BooleanSupplier cancelled) {
    Optional<Path> installed = DetachedProcess.find(environment, "temporal");
    return installed.isPresent()
        ? startInstalled(environment, installed.get(), ports, namespace, cancelled)
        : startInProcess(ports.temporal());
  }

  @Override
  public void close() {
    end.run();
  }

  /** The SDK's own way to start its test server listens on every interface; this does not. */
  private static DevTemporal startInProcess(int port) {
    boolean skipsNoTime = true;
    TestServicesStarter services = new TestServicesStarter(skipsNoTime, 0);
    NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress(HOST, port));
    GRPCServerHelper.registerServicesAndHealthChecks(services.getServices(), builder);
    try {
      Server server = builder.build().start();
      return new DevTemporal(
          HOST + ":" + server.getPort(),
          null,
          "the SDK's in-process server",
          () -> end(server, services));
    } catch (IOException e) {
      services.close();
      throw UserError.failed(
          "The in-process Temporal server cannot listen on port " + port + " of " + HOST);
    }
  }

  private static void end(Server server, TestServicesStarter services) {
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    services.close();
  }

  /** The server takes some more ports by itself, which others may take in the same moment. */
  private static DevTemporal startInstalled(
      Map<String, String> environment,
      Path program,
      Ports ports,
      String namespace,
      BooleanSupplier cancelled) {
    for (int start = 1; ; start++) {
      try {
        return startOnce(environment, program, ports, namespace, cancelled);
      } catch (UserError e) {
        if (start == MOST_STARTS || !String.valueOf(e.getMessage()).contains(PORT_TAKEN)) {
          throw e;
        }
      }
    }
  }

  private static DevTemporal startOnce(
      Map<String, String> environment,
      Path program,
      Ports ports,
      String namespace,
      BooleanSupplier cancelled) {
    int port = choose(ports.temporal());
    int uiPort = choose(ports.ui());
    DetachedProcess process;
    try {
      Path folder = Files.createTempDirectory("browser-use-temporal-");
      List<String> command = new ArrayList<>(List.of(program.toString(), "server", "start-dev"));
      // Without it the server takes no notice of priorities.
      Collections.addAll(command, "--dynamic-config-value", "matching.useNewMatcher=true");
      Map.of(
              "--ip", HOST,
              "--port", port,
              "--ui-port", uiPort,
              "--namespace", namespace,
              "--db-filename", folder.resolve("temporal.db"),
              "--log-level", "error")
          .forEach((option, value) -> Collections.addAll(command, option, value.toString()));
      process = DetachedProcess.start(environment, folder, command);
    } catch (IOException e) {
      throw UserError.failed(program + " cannot be started: " + e.getMessage());
    }
    try {
      waitUntilServing(process, port, namespace, cancelled);
    } catch (UserError e) {
      process.close();
      throw e;
    }
    return new DevTemporal(
        HOST + ":" + port, "http://" + HOST + ":" + uiPort, version(program), process::close);
  }

  /** Checks a port, or finds one that nobody listens on now. */
  private static int choose(int wanted) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(HOST, wanted));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw UserError.failed("Port " + wanted + " of " + HOST + " is taken by another program");
    }
  }

  private static void waitUntilServing(
      DetachedProcess process, int port, String namespace, BooleanSupplier cancelled) {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    ManagedChannel channel = NettyChannelBuilder.forAddress(HOST, port).usePlaintext().build();
    try {
      while (!serves(channel, namespace)) {
        if (!process.isAlive()) {
          throw UserError.failed("The Temporal server ended at once:\n" + process.output());
        }
        if (cancelled.getAsBoolean()) {
          throw UserError.failed("The Temporal server was not waited for");
        }
        if (System.nanoTime() > deadline) {
          throw UserError.failed(
              "The Temporal server did not serve within %s seconds:\n%s"
                  .formatted(START_LIMIT.toSeconds(), process.output()));
        }
        LockSupport.parkNanos(POLL_EVERY.toNanos());
      }
    } finally {
      channel.shutdownNow();
    }
  }

  private static boolean serves(ManagedChannel channel, String namespace) {
    try {
      WorkflowServiceGrpc.newBlockingStub(channel)
          .withDeadlineAfter(1, TimeUnit.SECONDS)
          .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  private static String version(Path program) {
    try {
      Process process = new ProcessBuilder(program.toString(), "--version").start();
      process.getOutputStream().close();
      return shortened(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return "temporal";
    }
  }

  /** Makes {@code temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)} a little shorter. */
  static String shortened(String version) {
    Matcher parts = VERSION.matcher(version);
    return parts.find()
        ? "temporal " + parts.group(1) + ", server " + parts.group(2)
        : version.lines().map(String::strip).findFirst().orElse("temporal");
  }
}
