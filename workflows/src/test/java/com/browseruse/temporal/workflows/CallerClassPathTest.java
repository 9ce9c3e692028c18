package com.browseruse.temporal.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.task.SecretRef;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A service that only starts tasks may leave out what only a worker needs. */
class CallerClassPathTest {
  private static final Pattern OF_THE_WORKER =
      Pattern.compile("okhttp|okio|kotlin|json-schema-validator|re2j|itu-|jackson-dataformat");

  /** What such a service does, up to the first call of Temporal. */
  public static final class Service implements Callable<String> {
    @Override
    public String call() {
      WorkflowServiceStubs stubs = WorkflowServiceStubs.newLocalServiceStubs();
      try {
        WorkflowClient client = WorkflowClient.newInstance(stubs);
        BrowserTasks.newBuilder(client).taskQueue("q").build();
        client.newWorkflowStub(
            RunBrowserTaskWorkflow.class, WorkflowOptions.newBuilder().setTaskQueue("q").build());
        BrowserTask task =
            BrowserTask.newBuilder("Find milk")
                .timeout(Duration.ofMinutes(10))
                .secret("login", SecretRef.env("SHOP_LOGIN"))
                .build();
        DefaultDataConverter converter = DefaultDataConverter.newDefaultInstance();
        BrowserTask read =
            converter.fromPayload(
                converter.toPayload(task).orElseThrow(), BrowserTask.class, BrowserTask.class);
        BrowserTaskResult result = BrowserTaskResult.fromJson("{\"outcome\":\"SUCCEEDED\"}");
        BrowserTaskEvidence.of(BrowserTaskProgress.of(result, null));
        return read.toJson();
      } finally {
        stubs.shutdownNow();
      }
    }
  }

  @Test
  void aServiceNeedsNoHttpClientAndNoSchemaValidator() throws Exception {
    URL[] classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !OF_THE_WORKER.matcher(Path.of(entry).getFileName().toString()).find())
            .map(CallerClassPathTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader loader =
        new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> loader.loadClass("okhttp3.OkHttpClient"))
          .isInstanceOf(ClassNotFoundException.class);
      Object service =
          loader.loadClass(Service.class.getName()).getDeclaredConstructor().newInstance();
      assertThat(((Callable<?>) service).call()).isEqualTo(new Service().call());
    }
  }

  private static URL url(String entry) {
    try {
      return new File(entry).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }
}
