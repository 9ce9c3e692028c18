package com.browseruse.temporal.bench;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.worker.Main;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.PollerBehaviorAutoscaling;
import java.time.Clock;
import java.util.List;

/**
 * A program: the product's worker, or one of a contender with the same slots, pollers, cache and
 * budget of requests.
 */
final class BenchWorker {
  static final String READY = "Ready:";

  /** As the product's worker has it. */
  private static final long HEAP_PER_RUN = 512 * 1024;

  private BenchWorker() {}

  /** Runs a worker of the contender that is named, as the environment says. */
  public static void main(String[] args) {
    Contender contender = Contender.valueOf(args[0]);
    if (contender.isPlugin()) {
      Main.main(new String[] {"worker"});
      return;
    }
    Settings settings = Settings.read(System.getenv());
    BrowserUseClient client = BrowserUseClient.create(settings.clientOptions());
    int runs = (int) (Runtime.getRuntime().maxMemory() / HEAP_PER_RUN);
    WorkerFactory factory =
        WorkerFactory.newInstance(
            WorkflowClient.newInstance(
                WorkflowServiceStubs.newServiceStubs(
                    WorkflowServiceStubsOptions.newBuilder()
                        .setTarget(System.getenv("TEMPORAL_ADDRESS"))
                        .build())),
            WorkerFactoryOptions.newBuilder()
                .setPlugins(BrowserUsePlugin.newBuilder(client).watch(false).build())
                .setWorkflowCacheSize(runs)
                .setMaxWorkflowThreadCount(2 * runs)
                .build());
    WorkerOptions.Builder options =
        WorkerOptions.newBuilder()
            .setWorkflowTaskPollersBehavior(new PollerBehaviorAutoscaling())
            .setActivityTaskPollersBehavior(new PollerBehaviorAutoscaling())
            .setMaxConcurrentActivityExecutionSize(settings.activitySlots());
    if (contender != Contender.CEILING) {
      options.setMaxTaskQueueActivitiesPerSecond(settings.requestsPerSecond());
    }
    Worker worker = factory.newWorker(settings.taskQueue(), options.build());
    worker.registerWorkflowImplementationTypes(PollingWorkflow.Impl.class);
    worker.registerActivitiesImplementations(
        new WaitActivities.Impl(client, Clock.systemUTC(), time -> Thread.sleep(time.toMillis())));
    factory.start();
    System.out.println(READY + " " + List.of(args));
  }
}
