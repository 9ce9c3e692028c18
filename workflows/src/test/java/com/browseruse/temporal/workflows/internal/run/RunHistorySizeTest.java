package com.browseruse.temporal.workflows.internal.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.artifacts.Artifact;
import com.browseruse.temporal.artifacts.ArtifactStore;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOptions;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import com.google.protobuf.MessageOrBuilder;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.history.v1.HistoryEvent;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real activities on a task that is as large as a server can make it. */
class RunHistorySizeTest extends RunTestBase {
  private static final int HISTORY_TAKES = 512 * 1024;
  private static final int ANSWER = 20 << 20;

  private final BrowserUseClient client = mock(BrowserUseClient.class);
  private volatile TaskStatus status = TaskStatus.FINISHED;
  private Task task;

  @Override
  BrowserUsePlugin.Builder plugin() {
    return BrowserUsePlugin.newBuilder(client).artifactStore(new FullStore());
  }

  /** A store that has everything already, under names of the greatest length. */
  private static final class FullStore implements ArtifactStore {
    @Override
    public Optional<Artifact> find(String path) {
      return Optional.of(put(path, new byte[0]));
    }

    @Override
    public Artifact put(String path, byte[] content) {
      return new Artifact(URI.create("s3://" + "b".repeat(1019)), Long.MAX_VALUE, "f".repeat(64));
    }

    @Override
    public Upload open(String path) {
      throw new AssertionError("nothing is missing");
    }
  }

  private void taskIsFullOf(String piece, String answer) {
    String text = piece.repeat(1_000);
    List<Task.Step> steps =
        IntStream.rangeClosed(1, 5_000)
            .mapToObj(i -> new Task.Step(i, text, text, text, text, List.of(text), null, null))
            .toList();
    List<Task.OutputFile> files =
        IntStream.range(0, 300).mapToObj(i -> new Task.OutputFile("id" + i, i + text)).toList();
    task = task(TaskStatus.FINISHED, steps, files, answer, piece.repeat(100_000));
    Task running = task(TaskStatus.STARTED, steps, List.of(), null, null);
    when(client.supports(any())).thenReturn(true);
    when(client.createTask(any(), any())).thenReturn(new Task.Ref("task-1", "session-1"));
    when(client.getTask(any())).thenAnswer(call -> status.isTerminal() ? task : running);
    when(client.getTaskSnapshot(any())).thenAnswer(call -> TaskSnapshot.of("task-1", status, null));
    when(client.updateTask(any(), any()))
        .thenAnswer(
            call -> {
              status = TaskStatus.FINISHED;
              return task;
            });
  }

  private static Task task(
      TaskStatus status,
      List<Task.Step> steps,
      List<Task.OutputFile> files,
      String output,
      String judgement) {
    return new Task(
        "task-1",
        "session-1",
        null,
        null,
        "x",
        status,
        RemoteTask.CREATED,
        null,
        null,
        Map.of(),
        steps,
        files,
        output,
        false,
        judgement,
        false,
        new BigDecimal("0.01"),
        null,
        null,
        Map.of());
  }

  private void startLarge(UnaryOperator<BrowserTask.Builder> options) {
    BrowserTask.Builder builder =
        BrowserTask.newBuilder(TASK)
            .structuredOutput(Map.of())
            .timeout(TIMEOUT)
            .collectLogs(true)
            .collectOutputFiles(true)
            .maxInlineOutput(BrowserTaskOptions.LARGEST_INLINE_OUTPUT);
    startWith(options.apply(builder).build());
  }

  /** Every payload of the history, wherever it stands, and the answer of the query. */
  private void assertEveryPayloadFits() {
    int seen = 0;
    for (HistoryEvent event :
        env.getWorkflowClient().fetchHistory(run.getExecution().getWorkflowId()).getEvents()) {
      seen += assertFits(event, event.getEventType().name());
    }
    assertThat(seen).isGreaterThan(10);
  }

  private static int assertFits(MessageOrBuilder message, String where) {
    if (message instanceof Payload payload) {
      assertThat(payload.getSerializedSize()).as(where).isLessThan(HISTORY_TAKES);
      return 1;
    }
    int seen = 0;
    for (Object value : message.getAllFields().values()) {
      for (Object each : value instanceof List<?> list ? list : List.of(value)) {
        seen += each instanceof MessageOrBuilder inner ? assertFits(inner, where) : 0;
      }
    }
    return seen;
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\"", "\u0001", "🌍"})
  void aResultFits(String piece) {
    taskIsFullOf(piece, piece.repeat(ANSWER / piece.getBytes().length));
    startLarge(options -> options);
    BrowserTaskResult result = result();
    assertThat(result.outputTruncated()).isTrue();
    assertThat(result.outputUri()).startsWith("s3://");
    assertThat(result.outputFiles()).hasSizeGreaterThan(50).allMatch(file -> file.uri() != null);
    assertThat(result.collectProblems())
        .singleElement()
        .asString()
        .matches("outputFiles names \\d+ of 300 files, as many as a history can hold");
    assertEveryPayloadFits();
  }

  @Test
  void aStructuredResultFits() {
    taskIsFullOf("a", "[\"" + "\\\"".repeat(150_000) + "\"]");
    startLarge(options -> options);
    BrowserTaskResult result = result();
    assertThat(result.structuredOutput()).isNotNull();
    assertThat(result.outputTruncated()).isTrue();
    assertEveryPayloadFits();
  }

  @Test
  void theDetailOfAFailureFits() {
    taskIsFullOf("\"", "\"".repeat(ANSWER));
    startLarge(options -> options.failUnlessSuccessful(true));
    assertThat(failure().getType()).isEqualTo(FailureTypes.BROWSER_TASK_UNSUCCESSFUL);
    assertEveryPayloadFits();
  }

  @Test
  void theMemoAndTheQueryFit() {
    status = TaskStatus.STARTED;
    taskIsFullOf("🌍", "🌍".repeat(ANSWER / 4));
    startLarge(options -> options);
    awaitPhase(BrowserTaskPhase.RUNNING);
    run.cancel();
    assertCancelled();
    assertThat(progress().result().output()).isNotEmpty();
    assertThat(memo().toJson().getBytes(UTF_8)).as("core 11").hasSizeLessThan(2_000);
    assertEveryPayloadFits();
  }

  @Test
  void pollsStaySmall() {
    status = TaskStatus.STARTED;
    taskIsFullOf("\u0001", "x");
    startLarge(options -> options);
    env.sleep(Duration.ofSeconds(30));
    int[] polls = {0};
    env.getWorkflowClient().fetchHistory(run.getExecution().getWorkflowId()).getEvents().stream()
        .filter(HistoryEvent::hasActivityTaskCompletedEventAttributes)
        .forEach(
            event -> {
              polls[0]++;
              assertThat(event.getSerializedSize()).isLessThan(5_000);
            });
    assertThat(polls[0]).isGreaterThan(3);
    status = TaskStatus.FINISHED;
    result();
  }
}
