package com.browseruse.temporal.workflows;

import com.browseruse.temporal.activities.BrowserSessionActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskView;
import com.browseruse.temporal.activities.BrowserTaskActivitiesOptions;
import com.browseruse.temporal.activities.BrowserUseActivities;
import com.browseruse.temporal.activities.OrphanedTaskActivities;
import com.browseruse.temporal.artifacts.ArtifactStore;
import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.workflows.internal.batch.BatchActivitiesImpl;
import com.browseruse.temporal.workflows.internal.batch.BatchPartImpl;
import com.browseruse.temporal.workflows.internal.batch.BatchReader;
import com.browseruse.temporal.workflows.internal.batch.RunBrowserTaskBatchWorkflowImpl;
import com.browseruse.temporal.workflows.internal.batch.VersionedBatch;
import com.browseruse.temporal.workflows.internal.batch.VersionedBatchPart;
import com.browseruse.temporal.workflows.internal.json.PlainJson;
import com.browseruse.temporal.workflows.internal.nexus.BrowserTaskServiceHandler;
import com.browseruse.temporal.workflows.internal.reap.ReapOrphanedTasksWorkflowImpl;
import com.browseruse.temporal.workflows.internal.reap.VersionedReaper;
import com.browseruse.temporal.workflows.internal.run.RunBrowserTaskWorkflowImpl;
import com.browseruse.temporal.workflows.internal.run.VersionedRun;
import com.browseruse.temporal.workflows.internal.session.RunBrowserSessionWorkflowImpl;
import com.browseruse.temporal.workflows.internal.session.VersionedSession;
import com.browseruse.temporal.workflows.internal.watch.VersionedWatcher;
import com.browseruse.temporal.workflows.internal.watch.WatchBrowserTasksWorkflowImpl;
import com.browseruse.temporal.workflows.internal.watch.WatcherStarter;
import io.temporal.common.SimplePlugin;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Registers the workflows, the activities and the {@link BrowserTaskService} of browser tasks on a
 * worker, in one line:
 *
 * <pre>{@code
 * WorkerFactory factory =
 *     WorkerFactory.newInstance(
 *         client,
 *         WorkerFactoryOptions.newBuilder()
 *             .setPlugins(BrowserUsePlugin.create(System.getenv("BROWSER_USE_API_KEY")))
 *             .build());
 * factory.newWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE);
 * factory.start();
 * }</pre>
 *
 * <p>Set it in one place only, on the worker factory or on the client: a plugin that is set twice
 * registers twice, which Temporal refuses. On a versioned worker the workflows are {@code
 * AUTO_UPGRADE}.
 */
public final class BrowserUsePlugin extends SimplePlugin implements AutoCloseable {
  /** The name of the plugin, as Temporal reports it. */
  public static final String NAME = "com.browseruse.temporal";

  private final List<Object> activities;
  private final Set<String> taskQueues;
  private final @Nullable BrowserUseClient ownClient;

  /** What to tell of hints; null for activities of somebody else. */
  private final @Nullable BrowserUseActivities hinted;

  /** The same, to be told of watchers; null if there are none. */
  private final @Nullable BrowserUseActivities watched;

  private final Set<String> served = ConcurrentHashMap.newKeySet();
  private final Map<WorkerFactory, WatcherStarter> starters = new ConcurrentHashMap<>();

  private BrowserUsePlugin(
      List<Object> activities,
      @Nullable BrowserUseActivities hinted,
      boolean watches,
      Builder builder) {
    super(NAME);
    this.activities =
        Stream.concat(
                activities.stream(), Stream.of(new BatchActivitiesImpl(builder.artifactStore)))
            .toList();
    this.hinted = hinted;
    this.watched = watches ? hinted : null;
    this.taskQueues = builder.taskQueues;
    this.ownClient = builder.ownsClient ? builder.client : null;
  }

  /** Creates a plugin that talks to Browser Use Cloud; the key is that of the account. */
  public static BrowserUsePlugin create(String apiKey) {
    return create(BrowserUseClientOptions.newBuilder(apiKey).build());
  }

  /** Creates a plugin that talks to Browser Use Cloud; the options say how to reach it. */
  public static BrowserUsePlugin create(BrowserUseClientOptions options) {
    Builder builder = newBuilder(BrowserUseClient.create(options));
    builder.ownsClient = true;
    return builder.build();
  }

  /** Starts a plugin on a client, which the caller closes after the workers have ended. */
  public static Builder newBuilder(BrowserUseClient client) {
    return new Builder(Objects.requireNonNull(client, "client"), null);
  }

  /** Starts a plugin on activities of your own, such as mocks in a test. */
  public static Builder newBuilder(BrowserTaskActivities activities) {
    return new Builder(null, Objects.requireNonNull(activities, "activities"));
  }

  /**
   * Closes the client that {@link #create} made, if it made one. To be called once the workers have
   * ended, since calls under way fail; a process that ends itself need not call it.
   */
  @Override
  public void close() {
    if (ownClient != null) {
      ownClient.close();
    }
  }

  /**
   * Says that the runs of a task queue are told by the signal {@code taskUpdated} when their tasks
   * end, such as by webhooks that are seen to arrive: see {@link BrowserUseActivities#hinted}.
   *
   * @throws IllegalStateException on a plugin with activities of your own, which are to be told
   */
  public void hinted(String namespace, String taskQueue) {
    if (hinted == null) {
      throw new IllegalStateException("this plugin has activities of its own: tell these");
    }
    hinted.hinted(namespace, taskQueue);
  }

  @Override
  public void initializeWorker(String taskQueue, Worker worker) {
    super.initializeWorker(taskQueue, worker);
    if (!taskQueues.isEmpty() && !taskQueues.contains(taskQueue)) {
      return;
    }
    int slots = worker.getWorkerOptions().getMaxConcurrentActivityExecutionSize();
    if (hinted != null && slots > 0) {
      hinted.fitActivitySlots(slots);
    }
    // Builds Jackson's readers: a second spent on it in a workflow thread counts as a deadlock.
    BrowserTask task = BrowserTask.of("warm up");
    BrowserTask.fromJson(task.toJson());
    BatchReader.warmUp(task);
    PlainJson.read("{}", BrowserTaskView.class);
    WorkerDeploymentOptions deployment = worker.getWorkerOptions().getDeploymentOptions();
    boolean versioned = deployment != null && deployment.isUsingVersioning();
    worker.registerWorkflowImplementationTypes(
        versioned ? VersionedRun.class : RunBrowserTaskWorkflowImpl.class,
        versioned ? VersionedBatch.class : RunBrowserTaskBatchWorkflowImpl.class,
        versioned ? VersionedBatchPart.class : BatchPartImpl.class);
    worker.registerActivitiesImplementations(
        BrowserUseActivities.implementations(activities.toArray()));
    worker.registerNexusServiceImplementation(new BrowserTaskServiceHandler());
    if (has(BrowserSessionActivities.class)) {
      worker.registerWorkflowImplementationTypes(
          versioned ? VersionedSession.class : RunBrowserSessionWorkflowImpl.class);
    }
    if (has(OrphanedTaskActivities.class)) {
      // The watcher also where this worker starts none: one of another worker may be at work.
      worker.registerWorkflowImplementationTypes(
          versioned ? VersionedReaper.class : ReapOrphanedTasksWorkflowImpl.class,
          versioned ? VersionedWatcher.class : WatchBrowserTasksWorkflowImpl.class);
    }
    served.add(taskQueue);
  }

  @Override
  public void startWorkerFactory(WorkerFactory factory, Consumer<WorkerFactory> next) {
    if (watched != null) {
      List<String> taskQueues =
          served.stream().filter(queue -> factory.tryGetWorker(queue) != null).toList();
      WatcherStarter starter =
          new WatcherStarter(factory.getWorkflowClient(), taskQueues, watched::watched);
      starters.put(factory, starter);
      starter.start();
    }
    super.startWorkerFactory(factory, next);
  }

  @Override
  public void shutdownWorkerFactory(WorkerFactory factory, Consumer<WorkerFactory> next) {
    WatcherStarter starter = starters.remove(factory);
    if (watched != null && starter != null) {
      starter.close();
      watched.stopWatching();
    }
    super.shutdownWorkerFactory(factory, next);
  }

  private boolean has(Class<?> type) {
    return activities.stream().anyMatch(type::isInstance);
  }

  /** Collects how the plugin works. */
  public static final class Builder {
    private final @Nullable BrowserUseClient client;
    private final @Nullable BrowserTaskActivities activities;
    private boolean ownsClient;
    private @Nullable Boolean allowPlaintextSecrets;
    private @Nullable ArtifactStore artifactStore;
    private @Nullable OrphanedTaskActivities reaper;
    private @Nullable BrowserSessionActivities sessions;
    private @Nullable Boolean watch;
    private @Nullable Double requestsPerSecond;
    private @Nullable Integer maxWaitingCreates;
    private Set<String> taskQueues = Set.of();

    private Builder(@Nullable BrowserUseClient client, @Nullable BrowserTaskActivities activities) {
      this.client = client;
      this.activities = activities;
    }

    /** Accepts literal secrets: only for encrypted payloads, since histories keep them. */
    public Builder allowPlaintextSecrets(boolean allow) {
      this.allowPlaintextSecrets = allow;
      return this;
    }

    /** Sets where logs, files and long outputs are kept. Without it none is collected or kept. */
    public Builder artifactStore(@Nullable ArtifactStore store) {
      this.artifactStore = store;
      return this;
    }

    /**
     * Sets how many creates may wait for a session within their activity: see {@link
     * BrowserTaskActivitiesOptions.Builder#maxWaitingCreates}. Zero where a test skips time.
     */
    public Builder maxWaitingCreates(int creates) {
      this.maxWaitingCreates = creates;
      return this;
    }

    /** Sets the reaper's activities, for a plugin on your own; one on a client has them. */
    public Builder reaper(OrphanedTaskActivities reaper) {
      this.reaper = reaper;
      return this;
    }

    /** Sets the activities of sessions in the same way; without them a plugin runs none. */
    public Builder sessions(BrowserSessionActivities sessions) {
      this.sessions = sessions;
      return this;
    }

    /**
     * Sets whether the workers watch their tasks by one list: they start {@link
     * WatchBrowserTasksWorkflow}, and the runs that they create tasks for hardly poll. Default: yes
     * on version 2 of the API; version 1 cannot, and refuses it. On the in-process server of
     * Temporal's SDK nothing is watched, since that would keep it from skipping time.
     */
    public Builder watch(boolean watch) {
      this.watch = watch;
      return this;
    }

    /**
     * Sets how many requests all workers of a task queue may send in a second, of which the watcher
     * takes a fifth at most. Default: 20. The other calls are held back by {@link
     * io.temporal.worker.WorkerOptions.Builder#setMaxTaskQueueActivitiesPerSecond}.
     */
    public Builder requestsPerSecond(double requests) {
      this.requestsPerSecond = requests;
      return this;
    }

    /** Limits the plugin to workers of some task queues. Default: every worker of the factory. */
    public Builder taskQueues(String... taskQueues) {
      this.taskQueues = Set.of(taskQueues);
      return this;
    }

    /** Builds the plugin; refuses options that activities of one's own would not heed. */
    public BrowserUsePlugin build() {
      if (client == null) {
        BrowserTaskActivities own = Objects.requireNonNull(activities);
        String ignored =
            artifactStore != null
                ? "artifactStore"
                : allowPlaintextSecrets != null
                    ? "allowPlaintextSecrets"
                    : maxWaitingCreates != null
                        ? "maxWaitingCreates"
                        : requestsPerSecond != null
                            ? "requestsPerSecond"
                            : watch != null ? "watch" : null;
        if (ignored != null) {
          throw new IllegalStateException(
              ignored
                  + " is set on a plugin with activities of its own, which would ignore it:"
                  + " give it to the activities, or build the plugin on a client");
        }
        return new BrowserUsePlugin(
            Stream.of(own, sessions, reaper).filter(Objects::nonNull).toList(), null, false, this);
      }
      BrowserTaskActivitiesOptions.Builder options = BrowserTaskActivitiesOptions.newBuilder();
      if (artifactStore != null) {
        options.artifactStore(artifactStore);
      }
      if (allowPlaintextSecrets != null) {
        options.allowPlaintextSecrets(allowPlaintextSecrets);
      }
      if (requestsPerSecond != null) {
        options.requestsPerSecond(requestsPerSecond);
      }
      if (maxWaitingCreates != null) {
        options.maxWaitingCreates(maxWaitingCreates);
      }
      boolean canWatch = client.supports(ApiFeature.LISTED_METADATA);
      if (Boolean.TRUE.equals(watch) && !canWatch) {
        throw new IllegalStateException(
            "watch is set, but this version of the API lists no metadata: leave it out");
      }
      BrowserUseActivities made = BrowserUseActivities.create(client, options.build());
      return new BrowserUsePlugin(
          List.of(
              made.tasks(),
              sessions == null ? made.sessions() : sessions,
              reaper == null ? made.orphans() : reaper,
              made.watch()),
          made,
          canWatch && !Boolean.FALSE.equals(watch),
          this);
    }
  }
}
