package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.artifacts.ArtifactStore;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A worker that runs browser tasks in this process. */
public final class TaskWorker implements AutoCloseable {
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(60);
  private static final Duration ABORT_LIMIT = Duration.ofSeconds(5);

  private final WorkerFactory factory;
  private final BrowserUseClient browserUse;

  private TaskWorker(WorkerFactory factory, BrowserUseClient browserUse) {
    this.factory = factory;
    this.browserUse = browserUse;
  }

  public static TaskWorker start(WorkflowClient temporal, Settings settings) {
    ArtifactStore artifacts = settings.openArtifacts();
    BrowserUseClient browserUse = BrowserUseClient.create(settings.clientOptions());
    BrowserUsePlugin plugin =
        BrowserUsePlugin.newBuilder(browserUse)
            .allowPlaintextSecrets(settings.allowPlaintextSecrets())
            .artifactStore(artifacts)
            .build();
    WorkerFactory factory =
        WorkerFactory.newInstance(
            temporal, WorkerFactoryOptions.newBuilder().setPlugins(plugin).build());
    factory.newWorker(settings.taskQueue());
    factory.start();
    return new TaskWorker(factory, browserUse);
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
