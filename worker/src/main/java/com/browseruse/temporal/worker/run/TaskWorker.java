package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.artifacts.ArtifactStore;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.PollerBehaviorAutoscaling;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A worker that runs browser tasks in this process. */
public final class TaskWorker implements AutoCloseable {
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(60);
  private static final Duration ABORT_LIMIT = Duration.ofSeconds(5);

  /** Ten times what a waiting run takes, which leaves the heap to what the runs do. */
  private static final long HEAP_PER_RUN = 512 * 1024;

  /** What the SDK keeps unless told otherwise. */
  private static final int FEWEST_RUNS = 600;

  /** Each has a thread of its own, which takes memory outside of the heap. */
  private static final int MOST_RUNS = 4_000;

  /** The others remain for what ends runs, and so makes sessions free. */
  private static final int SLOTS_PER_WAITING_CREATE = 8;

  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

  /** One waits, and another one may answer an update. */
  private static final int THREADS_PER_RUN = 2;

  private final WorkerFactory factory;
  private final BrowserUseClient browserUse;
  private final Runnable hinted;

  private TaskWorker(WorkerFactory factory, BrowserUseClient browserUse, Runnable hinted) {
    this.factory = factory;
    this.browserUse = browserUse;
    this.hinted = hinted;
  }

  public static TaskWorker start(WorkflowClient temporal, Settings settings) {
    ArtifactStore artifacts = settings.openArtifacts();
    BrowserUseClient browserUse = BrowserUseClient.create(settings.clientOptions());
    BrowserUsePlugin plugin =
        BrowserUsePlugin.newBuilder(browserUse)
            .allowPlaintextSecrets(settings.allowPlaintextSecrets())
            .artifactStore(artifacts)
            .watch(settings.watch())
            .requestsPerSecond(settings.requestsPerSecond())
            .maxWaitingCreates(settings.activitySlots() / SLOTS_PER_WAITING_CREATE)
            .build();
    boolean virtual = Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS;
    int runs = runsInMemory(Runtime.getRuntime().maxMemory());
    WorkerFactory factory =
        WorkerFactory.newInstance(
            temporal,
            WorkerFactoryOptions.newBuilder()
                .setPlugins(plugin)
                .setWorkflowCacheSize(runs)
                .setMaxWorkflowThreadCount(THREADS_PER_RUN * runs)
                .setUsingVirtualWorkflowThreads(virtual)
                .build());
    factory.newWorker(
        settings.taskQueue(),
        // With a fixed number, the polls of the runs that go on leave few for those that start.
        WorkerOptions.newBuilder()
            .setWorkflowTaskPollersBehavior(new PollerBehaviorAutoscaling())
            .setActivityTaskPollersBehavior(new PollerBehaviorAutoscaling())
            .setNexusTaskPollersBehavior(new PollerBehaviorAutoscaling())
            .setMaxConcurrentActivityExecutionSize(settings.activitySlots())
            // For all workers of the task queue together: nearly each activity is one request.
            .setMaxTaskQueueActivitiesPerSecond(settings.requestsPerSecond())
            .setUsingVirtualThreads(virtual)
            .build());
    factory.start();
    String namespace = temporal.getOptions().getNamespace();
    return new TaskWorker(
        factory, browserUse, () -> plugin.hinted(namespace, settings.taskQueue()));
  }

  /**
   * How many runs are kept in memory, by the largest size of the heap: a run that is not is read
   * from its history at each step.
   */
  static int runsInMemory(long heapBytes) {
    long runs = heapBytes / HEAP_PER_RUN;
    return (int) Math.max(FEWEST_RUNS, Math.min(runs, MOST_RUNS));
  }

  /** Hints arrive: the runs that create their tasks here from now on hardly poll. */
  public void hinted() {
    hinted.run();
  }

  /** Lets what is under way end; false if something was cut off, which Temporal gives to others. */
  public boolean drain() {
    factory.shutdown();
    factory.awaitTermination(DRAIN_LIMIT.toSeconds(), TimeUnit.SECONDS);
    return factory.isTerminated();
  }

  /** Ends at once. After {@link #drain} there is nothing left to cut off. */
  @Override
  public void close() {
    factory.shutdownNow();
    factory.awaitTermination(ABORT_LIMIT.toSeconds(), TimeUnit.SECONDS);
    browserUse.close();
  }
}
