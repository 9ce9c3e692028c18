package com.browseruse.temporal.workflows;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskActivitiesOptions;
import com.browseruse.temporal.activities.BrowserUseActivities;
import com.browseruse.temporal.activities.OrphanedTaskActivities;
import com.browseruse.temporal.artifacts.ArtifactStore;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.workflows.internal.reap.ReapOrphanedTasksWorkflowImpl;
import com.browseruse.temporal.workflows.internal.run.RunBrowserTaskWorkflowImpl;
import io.temporal.common.SimplePlugin;
import io.temporal.worker.Worker;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Registers the workflows and activities of browser tasks on a worker, in one line:
 *
 * <pre>{@code
 * WorkerFactory factory =
 *     WorkerFactory.newInstance(
 *         client,
 *         WorkerFactoryOptions.newBuilder()
 *             .setPlugins(BrowserUsePlugin.create(BrowserUseClientOptions.newBuilder(apiKey).build()))
 *             .build());
 * factory.newWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE);
 * factory.start();
 * }</pre>
 *
 * <p>Set it in one place only, on the worker factory or on the client: a plugin that is set twice
 * registers twice, which Temporal refuses.
 */
public final class BrowserUsePlugin extends SimplePlugin {

  /** The name of the plugin, as Temporal reports it. */
  public static final String NAME = "com.browseruse.temporal";

  private final Object[] activities;
  private final boolean reaps;
  private final Set<String> taskQueues;

  private BrowserUsePlugin(Builder builder) {
    super(NAME);
    this.activities =
        builder.client == null
            ? Stream.of(builder.activities, builder.reaper).filter(Objects::nonNull).toArray()
            : implementations(builder);
    this.reaps = builder.client != null || builder.reaper != null;
    this.taskQueues = builder.taskQueues;
  }

  /** {@return a plugin that talks to Browser Use Cloud} */
  public static BrowserUsePlugin create(BrowserUseClientOptions options) {
    return newBuilder(BrowserUseClient.create(options)).build();
  }

  /**
   * {@return a builder for activities that call a client, which stays the caller's to close after
   * the workers have ended}
   */
  public static Builder newBuilder(BrowserUseClient client) {
    return new Builder(Objects.requireNonNull(client, "client"), null);
  }

  /** {@return a builder for activities of your own, such as mocks in a test} */
  public static Builder newBuilder(BrowserTaskActivities activities) {
    return new Builder(null, Objects.requireNonNull(activities, "activities"));
  }

  private static Object[] implementations(Builder builder) {
    BrowserUseActivities made =
        BrowserUseActivities.create(builder.client, builder.options.build());
    return new Object[] {
      made.tasks(), made.sessions(), builder.reaper == null ? made.orphans() : builder.reaper
    };
  }

  @Override
  public void initializeWorker(String taskQueue, Worker worker) {
    super.initializeWorker(taskQueue, worker);
    if (!taskQueues.isEmpty() && !taskQueues.contains(taskQueue)) {
      return;
    }
    warmUp();
    worker.registerWorkflowImplementationTypes(RunBrowserTaskWorkflowImpl.class);
    worker.registerActivitiesImplementations(activities);
    if (reaps) {
      worker.registerWorkflowImplementationTypes(ReapOrphanedTasksWorkflowImpl.class);
    }
  }

  /**
   * Reads one input before a workflow does. The first reading builds Jackson's readers, and a
   * workflow thread that takes more than a second for it is taken for a deadlock.
   */
  private static void warmUp() {
    BrowserTask.fromJson(BrowserTask.of("warm up").toJson());
  }

  /** Collects how the plugin works. */
  public static final class Builder {
    private final BrowserUseClient client;
    private final BrowserTaskActivities activities;
    private final BrowserTaskActivitiesOptions.Builder options =
        BrowserTaskActivitiesOptions.newBuilder();
    private OrphanedTaskActivities reaper;
    private Set<String> taskQueues = Set.of();

    private Builder(BrowserUseClient client, BrowserTaskActivities activities) {
      this.client = client;
      this.activities = activities;
    }

    /**
     * Sets whether literal secrets in an input are accepted. Allow them only if payloads are
     * encrypted: a history keeps them. Default: false.
     */
    public Builder allowPlaintextSecrets(boolean allow) {
      options.allowPlaintextSecrets(allow);
      return this;
    }

    /**
     * Sets where logs, output files and long outputs are kept. Default: no store; then a run that
     * is to collect something is refused, and a long output is cut.
     */
    public Builder artifactStore(ArtifactStore store) {
      options.artifactStore(store);
      return this;
    }

    /**
     * Sets the activities of {@link ReapOrphanedTasksWorkflow}, for a plugin on activities of your
     * own; one on a client has them. Default: none, and no such workflow.
     */
    public Builder reaper(OrphanedTaskActivities reaper) {
      this.reaper = reaper;
      return this;
    }

    /** Limits the plugin to workers of some task queues. Default: every worker of the factory. */
    public Builder taskQueues(String... taskQueues) {
      this.taskQueues = Set.of(taskQueues);
      return this;
    }

    /** {@return the plugin} */
    public BrowserUsePlugin build() {
      return new BrowserUsePlugin(this);
    }
  }
}
