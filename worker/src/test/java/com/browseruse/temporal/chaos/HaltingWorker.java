package com.browseruse.temporal.chaos;

import com.browseruse.temporal.artifacts.FolderArtifactStore;
import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A program: a worker that stands still before or after one kind of call to the API, as if it had
 * been stopped between two instructions. It waits to be killed there. Its calls wait long.
 */
final class HaltingWorker {
  static final String READY = "Worker is ready";
  static final String HALTED = "Standing still";

  /** As patient as the activities allow, so that a slow machine has the time to get there. */
  static final Duration CALL_LIMIT = Duration.ofSeconds(55);

  private static final CountDownLatch NEVER = new CountDownLatch(1);

  /** On which side of the call. */
  enum Point {
    BEFORE,
    AFTER,

    /** Not at all: the API holds its calls. */
    NOWHERE
  }

  private HaltingWorker() {}

  /**
   * Runs the worker.
   *
   * @param args Temporal's address, the task queue, the API's address and version, the point, and
   *     the method of the client
   */
  public static void main(String[] args) throws IOException {
    BrowserUseClient client =
        BrowserUseClient.create(
            BrowserUseClientOptions.newBuilder(Testbed.KEY)
                .baseUrl(URI.create(args[2]))
                .apiVersion(ApiVersion.valueOf(args[3]))
                .readTimeout(CALL_LIMIT)
                .callTimeout(CALL_LIMIT)
                .build());
    BrowserTask.fromJson(BrowserTask.of("warm up").toJson());
    WorkerFactory factory =
        WorkerFactory.newInstance(
            WorkflowClient.newInstance(
                WorkflowServiceStubs.newServiceStubs(
                    WorkflowServiceStubsOptions.newBuilder().setTarget(args[0]).build())),
            WorkerFactoryOptions.newBuilder()
                .setPlugins(
                    BrowserUsePlugin.newBuilder(halting(client, Point.valueOf(args[4]), args[5]))
                        .artifactStore(
                            FolderArtifactStore.at(Path.of(System.getenv("BROWSER_USE_ARTIFACTS"))))
                        .build())
                .build());
    factory.newWorker(args[1]);
    factory.start();
    System.out.println(READY);
  }

  private static BrowserUseClient halting(BrowserUseClient client, Point point, String method) {
    return (BrowserUseClient)
        Proxy.newProxyInstance(
            HaltingWorker.class.getClassLoader(),
            new Class<?>[] {BrowserUseClient.class},
            (proxy, called, arguments) -> {
              boolean here = called.getName().equals(method);
              if (here && point == Point.BEFORE) {
                halt();
              }
              Object answer = call(client, called, arguments);
              if (here && point == Point.AFTER) {
                halt();
              }
              return answer;
            });
  }

  private static Object call(BrowserUseClient client, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(client, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void halt() throws InterruptedException {
    System.out.println(HALTED);
    NEVER.await();
  }
}
