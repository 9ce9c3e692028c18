package com.browseruse.temporal.chaos;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkerPlugin;
import java.time.Duration;
import java.util.function.Function;

/** A worker in the JVM of the test, for what needs no kill. */
final class LocalWorker implements AutoCloseable {

  private static final int POLLERS = 2;

  private final WorkerFactory factory;
  private final BrowserUseClient client;

  private LocalWorker(WorkerFactory factory, BrowserUseClient client) {
    this.factory = factory;
    this.client = client;
  }

  static LocalWorker start(Testbed testbed, Duration callLimit) {
    return start(
        testbed,
        callLimit,
        WorkerOptions.newBuilder(),
        client -> BrowserUsePlugin.newBuilder(client).watch(false).build());
  }

  static LocalWorker start(
      Testbed testbed,
      Duration callLimit,
      WorkerOptions.Builder options,
      Function<BrowserUseClient, WorkerPlugin> plugin,
      WorkerInterceptor... interceptors) {
    // The first reading takes a cold JVM longer than a workflow thread may take.
    BrowserTask.fromJson(BrowserTask.of("warm up").toJson());
    BrowserUseClient client =
        BrowserUseClient.create(
            BrowserUseClientOptions.newBuilder(Testbed.KEY)
                .baseUrl(testbed.emulator().baseUrl())
                .apiVersion(testbed.apiVersion())
                .readTimeout(callLimit)
                .callTimeout(callLimit)
                .build());
    WorkerFactory factory =
        WorkerFactory.newInstance(
            testbed.server().client(),
            WorkerFactoryOptions.newBuilder()
                .setPlugins(plugin.apply(client))
                .setWorkerInterceptors(interceptors)
                .build());
    factory.newWorker(
        testbed.taskQueue(),
        options
            .setMaxConcurrentWorkflowTaskPollers(POLLERS)
            .setMaxConcurrentActivityTaskPollers(POLLERS)
            .build());
    factory.start();
    return new LocalWorker(factory, client);
  }

  /** Does not wait for the pollers to end: nobody needs their task queue any more. */
  @Override
  public void close() {
    factory.shutdownNow();
    client.close();
  }
}
