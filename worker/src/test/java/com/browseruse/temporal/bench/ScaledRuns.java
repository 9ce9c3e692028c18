package com.browseruse.temporal.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.server.FreePort;
import com.browseruse.temporal.server.TemporalProgram;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.testing.Scenario;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowStub;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;

/** Many runs at once on a real server of their own, with one worker of 512 MiB. */
final class ScaledRuns implements AutoCloseable {
  private static final String QUEUE = "bench";
  private static final String SECRET = "whsec_bench";
  private static final String WARM_UP = "warm-up";
  private static final String ENDED =
      "WorkflowId STARTS_WITH 'run-' AND ExecutionStatus IN ('Completed', 'Failed', 'TimedOut')";
  private static final String LIST = "GET /api/v2/tasks";
  private static final int STEPS = 10;
  private static final int CALLERS = 16;
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(2);

  private final Contender contender;
  private final Duration limit;
  private final TemporalServer server =
      TemporalServer.inMemoryWithPriorities(TemporalProgram.program());
  private final BrowserUseEmulator emulator =
      BrowserUseEmulator.newBuilder().sessionLimit(100_000).start();
  private final Path log;
  private final Process worker;

  private ScaledRuns(Contender contender, Duration length, Duration limit) {
    this.contender = contender;
    this.limit = limit;
    emulator.addScenario(lasting(length));
    try {
      log = Files.createTempFile("bench-worker-", ".log");
      log.toFile().deleteOnExit();
      worker = startWorker();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts so many runs at once, whose tasks take some time each.
   *
   * @param limit when to give up
   */
  static Scale measure(Contender contender, int tasks, Duration length, Duration limit) {
    try (ScaledRuns runs = new ScaledRuns(contender, length, limit)) {
      runs.warmUp();
      return runs.measured(tasks);
    }
  }

  private static Scenario lasting(Duration length) {
    return Scenario.newBuilder()
        .startDelay(Duration.ZERO)
        .steps(STEPS)
        .stepDuration(length.dividedBy(STEPS))
        .outputSize(1_000)
        .build();
  }

  /** One short run, so that no contender pays for a cold JVM, and webhooks are known to arrive. */
  private void warmUp() {
    await()
        .alias("the worker is ready")
        .atMost(START_LIMIT)
        .failFast(() -> assertThat(worker.isAlive()).as("it runs, or says: " + read()).isTrue())
        .until(() -> read().contains(BenchWorker.READY));
    emulator.addScenario(
        Scenario.matching(WARM_UP).steps(1).stepDuration(Duration.ofSeconds(1)).build());
    try {
      contender
          .start(server.client(), QUEUE, WARM_UP, WARM_UP)
          .getResult(START_LIMIT.toSeconds(), TimeUnit.SECONDS, Object.class);
    } catch (TimeoutException e) {
      throw new AssertionError("The worker does nothing: " + read(), e);
    }
  }

  private Scale measured(int tasks) {
    MeasuredProcess workerProcess = new MeasuredProcess(worker.pid());
    MeasuredProcess serverProcess = new MeasuredProcess(server.pid());
    double workerBefore = workerProcess.cpuSeconds();
    double serverBefore = serverProcess.cpuSeconds();
    int requestsBefore = requests("");
    int listsBefore = requests(LIST);
    List<WorkflowStub> runs = startAtOnce(tasks);
    awaitEnds(tasks);
    double workerCpu = workerProcess.cpuSeconds() - workerBefore;
    double serverCpu = serverProcess.cpuSeconds() - serverBefore;
    int requests = requests("") - requestsBefore;
    int lists = requests(LIST) - listsBefore;
    double workerMiB = workerProcess.peakMiB();
    Map<String, RecordedTask> taskOf =
        emulator.tasks().stream()
            .collect(
                Collectors.toMap(
                    task -> task.metadata().get("temporal_workflow_id"), Function.identity()));
    Ends ends = new Ends();
    for (WorkflowStub run : runs) {
      String id = run.getExecution().getWorkflowId();
      ends.add(server.client().fetchHistory(id).getEvents(), taskOf.get(id));
    }
    return new Scale(
        contender,
        tasks,
        ends.createDelays,
        ends.late,
        seconds(ends.first, ends.last),
        requests,
        lists,
        workerCpu,
        serverCpu,
        workerMiB,
        ends.events / (double) tasks,
        ends.failedWorkflowTasks,
        tasks - ends.completed);
  }

  private List<WorkflowStub> startAtOnce(int tasks) {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      List<CompletableFuture<WorkflowStub>> all =
          IntStream.range(0, tasks)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () ->
                              contender.start(
                                  server.client(), QUEUE, "run-" + i, "Find the answer"),
                          callers))
              .toList();
      return all.stream().map(CompletableFuture::join).toList();
    } finally {
      callers.shutdown();
    }
  }

  /** By a count now and then, which costs the server less than a call that waits for each run. */
  private void awaitEnds(int tasks) {
    try {
      await()
          .atMost(limit)
          .pollInterval(BETWEEN_COUNTS)
          .until(() -> server.client().countWorkflows(ENDED).getCount() >= tasks);
    } catch (ConditionTimeoutException e) {
      // What has not ended by now is counted.
    }
  }

  /** How many calls there were of the routes that end so. */
  private int requests(String route) {
    return emulator.requests().entrySet().stream()
        .filter(counted -> counted.getKey().endsWith(route))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** What the histories tell. */
  private static final class Ends {
    private final List<Double> createDelays = new ArrayList<>();
    private final List<Double> late = new ArrayList<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private int events;
    private int completed;
    private int failedWorkflowTasks;

    void add(List<HistoryEvent> history, RecordedTask task) {
      HistoryEvent end = history.get(history.size() - 1);
      Instant started = SkippedRun.time(history.get(0));
      Instant ended = SkippedRun.time(end);
      events += history.size();
      failedWorkflowTasks +=
          (int)
              history.stream()
                  .filter(
                      event ->
                          event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED
                              || event.getEventType()
                                  == EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT)
                  .count();
      first = started.isBefore(first) ? started : first;
      last = ended.isAfter(last) ? ended : last;
      if (task != null) {
        createDelays.add(seconds(started, task.createdAt()));
      }
      if (end.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED) {
        completed++;
        if (task != null) {
          late.add(seconds(task.finishedAt(), ended));
        }
      }
    }
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1e3;
  }

  private Process startWorker() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                BenchWorker.class.getName(),
                contender.name())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeIf(
            name ->
                name.startsWith("TEMPORAL_")
                    || name.startsWith("BROWSER_USE_")
                    || name.startsWith("JAVA_TOOL_"));
    environment.put("TEMPORAL_CONFIG_FILE", "/nowhere/temporal.toml");
    environment.put("TEMPORAL_ADDRESS", server.address());
    environment.put("BROWSER_USE_API_KEY", "bu_key_of_the_bench");
    environment.put("BROWSER_USE_BASE_URL", emulator.baseUrl().toString());
    environment.put("BROWSER_USE_TASK_QUEUE", QUEUE);
    environment.put("BROWSER_USE_WATCH", Boolean.toString(contender == Contender.WATCHED));
    if (contender == Contender.WEBHOOKS) {
      int port = FreePort.find();
      environment.put("BROWSER_USE_HTTP_PORT", Integer.toString(port));
      environment.put("BROWSER_USE_WEBHOOK_SECRET", SECRET);
      emulator.sendWebhooks(
          URI.create("http://127.0.0.1:" + port + "/webhooks/browser-use"), SECRET);
    }
    Process started = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    return started;
  }

  private String read() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    worker.destroyForcibly();
    server.close();
    emulator.close();
  }
}
