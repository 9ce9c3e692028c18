package com.browseruse.temporal.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.BrowserSessionActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.OrphanedTaskActivities;
import com.browseruse.temporal.task.SecretRef;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatch;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchLine;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchPhase;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchResult;
import com.browseruse.temporal.workflows.internal.batch.BatchJson;
import com.browseruse.temporal.workflows.internal.json.RunJson;
import com.browseruse.temporal.workflows.internal.run.RemoteTask;
import com.browseruse.temporal.workflows.session.BrowserSession;
import com.browseruse.temporal.workflows.session.BrowserSessionProgress;
import com.browseruse.temporal.workflows.session.BrowserSessionResult;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.Jackson3JsonPayloadConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.common.converter.PayloadConverter;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What crosses the wire is the same, whichever Jackson a caller or a worker uses. (X4) */
class JacksonVersionsTest {
  private static final List<DataConverter> CONVERTERS =
      Stream.<PayloadConverter>of(
              new JacksonJsonPayloadConverter(JacksonJsonPayloadConverter.newDefaultObjectMapper()),
              new Jackson3JsonPayloadConverter(true),
              new Jackson3JsonPayloadConverter(false))
          .<DataConverter>map(
              json -> DefaultDataConverter.newDefaultInstance().withPayloadConverterOverrides(json))
          .toList();
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");

  static Stream<Object> values() {
    BrowserTaskResult result =
        new BrowserTaskResult(
            new RunJson.Result(
                "t",
                "s",
                BrowserTaskOutcome.SUCCEEDED,
                "{}",
                true,
                "file:///o",
                Map.of("price", new BigDecimal("1.19"), "list", List.of(1, true, "a")),
                true,
                null,
                null,
                "0.0000001",
                3,
                new TaskSnapshot.LastStep(3, "Read", "https://example.com/"),
                List.of(new BrowserTaskFile(new RunJson.File("f", "a.txt", "file:///a", 3L, "00"))),
                "logs",
                NOW,
                NOW,
                null,
                9,
                Task.Creation.ADOPTED,
                "browser-use-2.0",
                null,
                StopOutcome.FINISHED_FIRST,
                List.of("A problem."),
                List.of()));
    return Stream.of(
        BrowserTask.of("x"),
        BrowserTask.newBuilder("x")
            .maxSteps(3)
            .vision(true)
            .structuredOutput(Map.of("type", "object"))
            .secret("login", SecretRef.env("SHOP_LOGIN"))
            .secret("pin", "1234")
            .timeout(Duration.ofMinutes(10))
            .polling(PollingOptions.newBuilder().growth(0.25).build())
            .maxCostUsd("0.5")
            .collectLogs(true)
            .build(),
        result,
        new BrowserTaskProgress(
            new RunJson.Progress(
                "t",
                "s",
                new TaskStatus("dreaming"),
                3,
                null,
                "0.1",
                null,
                9,
                NOW,
                BrowserTaskPhase.STOPPING,
                StopOutcome.STOPPED,
                NOW,
                result,
                null,
                null,
                List.of())),
        new BrowserTaskEvidence(
            new RunJson.Evidence("t", "s", TaskStatus.STARTED, "0.1", null, List.of("A."), result)),
        new BrowserTaskEvidence(new RunJson.Evidence(null, null, null, null, null, null, null)),
        BrowserSession.newBuilder()
            .proxyCountryCode("de")
            .viewport(1280, 800)
            .extra(Map.of("customProxy", Map.of("port", 80)))
            .tasks(BrowserTask.newBuilder("x").timeout(Duration.ofMinutes(10)).build())
            .idleTimeout(Duration.ofHours(2))
            .build(),
        BrowserSessionProgress.fromJson(AccessorsTest.SESSION_PROGRESS),
        BrowserSessionResult.fromJson(AccessorsTest.SESSION_RESULT),
        BrowserTaskBatch.newBuilder()
            .add("a", BrowserTask.newBuilder("x").timeout(Duration.ofMinutes(10)).build())
            .addJson("2", "\"y\"")
            .concurrency(3)
            .maxCostUsd(new BigDecimal("2.50"))
            .build(),
        batchResult(result));
  }

  private static BrowserTaskBatchResult batchResult(BrowserTaskResult result) {
    return new BrowserTaskBatchResult(
        new BatchJson.Report(
            BrowserTaskBatchPhase.RUNNING,
            9,
            4,
            2,
            3,
            1,
            Map.of("SUCCEEDED", 2),
            Map.of("InvalidRequest", 1),
            "0.15",
            Duration.ofMinutes(3),
            null,
            List.of(
                new BrowserTaskBatchLine(
                    new BatchJson.Line(
                        "a", BrowserTaskOutcome.SUCCEEDED, null, null, "0.1", true, result)),
                new BrowserTaskBatchLine(
                    new BatchJson.Line("b", null, "InvalidRequest", "no", null, false, null))),
            0,
            List.of("file:///r")));
  }

  /** One of each type that an activity takes or gives. */
  static Stream<Object> activityValues() {
    Set<Object> samples = new LinkedHashSet<>();
    for (Class<?> activities :
        List.of(
            BrowserTaskActivities.class,
            BrowserSessionActivities.class,
            OrphanedTaskActivities.class)) {
      for (Method activity : activities.getMethods()) {
        Arrays.stream(activity.getGenericParameterTypes())
            .map(JacksonVersionsTest::sample)
            .forEach(samples::add);
        if (activity.getReturnType() != void.class) {
          samples.add(sample(activity.getGenericReturnType()));
        }
      }
    }
    return samples.stream();
  }

  @ParameterizedTest
  @MethodSource({"values", "activityValues"})
  void eachJacksonReadsWhatTheOthersWrite(Object value) {
    // Some fields are not for the wire.
    Object travelled = travel(value, CONVERTERS.get(0), CONVERTERS.get(0));
    for (DataConverter writer : CONVERTERS) {
      for (DataConverter reader : CONVERTERS) {
        assertThat(travel(value, writer, reader)).isEqualTo(travelled);
      }
    }
  }

  private static Object travel(Object value, DataConverter writer, DataConverter reader) {
    return reader.fromPayload(
        writer.toPayload(value).orElseThrow(), value.getClass(), value.getClass());
  }

  /** What a process has that calls {@code JacksonJsonPayloadConverter.setDefaultAsJackson3}. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRunWorksWithJackson3AsTheDefault(boolean likeJackson2) {
    RemoteTask remote = new RemoteTask();
    remote.status = TaskStatus.FINISHED;
    try (TestWorkflowEnvironment env =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(CONVERTERS.get(likeJackson2 ? 1 : 2))
                        .build())
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder()
                        .setPlugins(BrowserUsePlugin.newBuilder(remote.activities).build())
                        .build())
                .build())) {
      env.newWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE);
      env.start();
      RunBrowserTaskWorkflow run =
          env.getWorkflowClient()
              .newWorkflowStub(
                  RunBrowserTaskWorkflow.class,
                  WorkflowOptions.newBuilder()
                      .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                      .build());
      BrowserTaskResult result =
          run.run(BrowserTask.newBuilder("x").timeout(Duration.ofMinutes(5)).build());
      assertThat(result.taskId()).isEqualTo(RemoteTask.ID);
      assertThat(run.progress().phase()).isEqualTo(BrowserTaskPhase.DONE);
    }
  }

  private static Object sample(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      return generic.getRawType() == Map.class
          ? Map.of("a", sample(of[1]))
          : generic.getRawType() == Set.class ? Set.of(sample(of[0])) : List.of(sample(of[0]));
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isEnum()) {
      return raw.getEnumConstants()[0];
    }
    if (raw.isRecord()) {
      return sampleRecord(raw);
    }
    if (raw == TaskRequest.class) {
      return TaskRequest.newBuilder("x").structuredOutput(Map.of("type", "object")).build();
    }
    if (raw == Object.class) {
      return Map.of("a", List.of(1, "b"));
    }
    return Stream.of("text", 7, 7L, 0.5, true, NOW, Duration.ofSeconds(3), new BigDecimal("0.10"))
        .filter(raw.isPrimitive() ? box(raw)::isInstance : raw::isInstance)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no type for the wire: " + raw));
  }

  private static Object sampleRecord(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      return type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
          .newInstance(Arrays.stream(components).map(c -> sample(c.getGenericType())).toArray());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("no sample of " + type, e);
    }
  }

  private static Class<?> box(Class<?> primitive) {
    return java.lang.invoke.MethodType.methodType(primitive).wrap().returnType();
  }
}
