package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.WorkerOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** One emulator and one task queue on a real server, and the runs that share them. */
final class Testbed implements AutoCloseable {
  static final String KEY = "bu_key_of_the_chaos";

  /** How long a call to the API may take where the machine may be busy. */
  static final Duration CALL_LIMIT = Duration.ofSeconds(20);

  /** No run may take longer, whatever happens to it. */
  static final Duration RUN_LIMIT = Duration.ofMinutes(6);

  private static final int CALLERS = 16;

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final TemporalServer server;
  private final String name;
  private final ApiVersion apiVersion;
  private final String taskQueue;
  private final BrowserUseEmulator emulator;
  private final Path artifacts;
  private final List<WorkflowStub> runs = new ArrayList<>();
  private LocalWorker worker;

  Testbed(TemporalServer server, String name) {
    this(server, name, ApiVersion.V2);
  }

  /** Sets a testbed whose workers speak one version of the API. */
  Testbed(TemporalServer server, String name, ApiVersion apiVersion) {
    this(server, name, apiVersion, emulator -> emulator.sessionLimit(10_000));
  }

  /** Sets a testbed on an emulator of its own kind, such as one with few sessions. */
  Testbed(
      TemporalServer server,
      String name,
      ApiVersion apiVersion,
      UnaryOperator<BrowserUseEmulator.Builder> emulator) {
    this.emulator = emulator.apply(BrowserUseEmulator.newBuilder().apiKey(KEY)).start();
    this.server = server;
    this.name = name;
    this.apiVersion = apiVersion;
    this.taskQueue = name + "-" + COUNT.incrementAndGet();
    try {
      this.artifacts = Files.createTempDirectory("artifacts-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TemporalServer server() {
    return server;
  }

  String name() {
    return name;
  }

  ApiVersion apiVersion() {
    return apiVersion;
  }

  String taskQueue() {
    return taskQueue;
  }

  /** Where the workers of this testbed keep copies. */
  Path artifacts() {
    return artifacts;
  }

  BrowserUseEmulator emulator() {
    return emulator;
  }

  List<WorkflowStub> runs() {
    return runs;
  }

  void addScenario(Scenario.Builder scenario) {
    emulator.addScenario(scenario.build());
  }

  void addFault(Fault.Builder fault) {
    emulator.addFault(fault.build());
  }

  /** Starts a fault of a call. */
  Fault.Builder on(Route route) {
    return route.fault(apiVersion);
  }

  /** How many files were asked for. */
  int downloads() {
    return emulator.requests().entrySet().stream()
        .filter(route -> route.getKey().startsWith("GET /downloads/"))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  int requests(Route route) {
    return emulator.requests().getOrDefault(route.in(apiVersion), 0);
  }

  WorkflowStub start(BrowserTask input) {
    WorkflowStub run = unstarted();
    run.start(input);
    return run;
  }

  /** Starts many runs in as short a time as the server allows. */
  void startAtOnce(int count, BrowserTask input) {
    List<WorkflowStub> all = Stream.generate(this::unstarted).limit(count).toList();
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      CompletableFuture.allOf(
              all.stream()
                  .map(run -> CompletableFuture.runAsync(() -> run.start(input), callers))
                  .toArray(CompletableFuture[]::new))
          .join();
    } finally {
      callers.shutdown();
    }
  }

  /**
   * Lets a worker refuse an input, so that the first runs do not wait for a cold JVM. Nothing
   * reaches the API.
   */
  void warmUp() {
    WorkflowStub run =
        server.client().newUntypedWorkflowStub(RunBrowserTaskWorkflow.TYPE, options("warm-up"));
    run.start(Map.of("task", ""));
    assertThatThrownBy(() -> run.getResult(RUN_LIMIT.toSeconds(), TimeUnit.SECONDS, Object.class))
        .isInstanceOf(WorkflowFailedException.class);
  }

  /** A run that the caller starts. */
  WorkflowStub unstarted() {
    WorkflowStub run =
        server
            .client()
            .newUntypedWorkflowStub(
                RunBrowserTaskWorkflow.TYPE, options(Integer.toString(runs.size())));
    runs.add(run);
    return run;
  }

  private WorkflowOptions options(String name) {
    return WorkflowOptions.newBuilder()
        .setTaskQueue(taskQueue)
        .setWorkflowId(taskQueue + "-" + name)
        .build();
  }

  /** Waits until all runs have closed. */
  List<EndedRun> awaitEnds() {
    return runs.stream().map(run -> EndedRun.await(run, this)).toList();
  }

  /** Starts a worker in this JVM, whose runs nobody watches, and which ends with the testbed. */
  Testbed withLocalWorker(Duration callLimit) {
    worker = LocalWorker.start(this, callLimit);
    return this;
  }

  /** The same, which watches the tasks of its runs. */
  Testbed withWatchingWorker() {
    worker =
        LocalWorker.start(
            this,
            CALL_LIMIT,
            WorkerOptions.newBuilder(),
            client -> BrowserUsePlugin.newBuilder(client).watch(true).build());
    return this;
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.close();
    }
    emulator.close();
    delete(artifacts.toFile());
  }

  private static void delete(File file) {
    File[] inside = file.listFiles();
    if (inside != null) {
      Arrays.stream(inside).forEach(Testbed::delete);
    }
    if (!file.delete()) {
      file.deleteOnExit();
    }
  }
}
