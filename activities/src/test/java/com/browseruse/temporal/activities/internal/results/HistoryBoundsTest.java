package com.browseruse.temporal.activities.internal.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskView;
import com.browseruse.temporal.activities.BrowserTaskActivities.CollectedArtifact;
import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.ListBrowserTasksInput;
import com.browseruse.temporal.activities.internal.create.CreateLab;
import com.browseruse.temporal.task.JsonText;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskStatus;
import io.temporal.common.converter.DefaultDataConverter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a task holds, what enters a history stays below what Temporal takes. */
class HistoryBoundsTest {
  private static final int HISTORY_TAKES = 512 * 1024;

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("letters", "a"),
        Arguments.of("quotes", "\""),
        Arguments.of("backslashes", "\\"),
        Arguments.of("control characters", "\u0001"),
        Arguments.of("umlauts", "ä"),
        Arguments.of("Chinese", "报"),
        Arguments.of("emoji", "🌍"),
        Arguments.of("half characters", "\uD83C"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void aTaskFullOfThem(String name, String piece) {
    String huge = piece.repeat(2_000_000);
    assertFits(task(huge, huge), null);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void aTaskWhoseAnswerIsJsonFullOfThem(String name, String piece) throws Exception {
    Object schema = Map.of();
    for (int length : new int[] {20_000, 50_000, 100_000, 300_000}) {
      String answer =
          new com.fasterxml.jackson.databind.ObjectMapper()
              .writeValueAsString(JsonText.clean(piece.repeat(length)));
      assertFits(task(answer, piece.repeat(20_000)), schema);
    }
  }

  private static void assertFits(Task task, Object schema) {
    BrowserTaskView view =
        TaskTrimmer.view(
            task,
            TaskTrimmer.Output.of(task.output(), GetBrowserTaskInput.LARGEST_INLINE_OUTPUT, schema),
            new CollectedArtifact("u".repeat(CollectedArtifact.LONGEST_URI), 1, "0".repeat(64)),
            "p".repeat(1000));
    // References to the files come later, and take what the view has left for them.
    int references = view.outputFiles().size() * (100 + CollectedArtifact.LONGEST_URI);
    assertThat(size(view) + references).isLessThan(HISTORY_TAKES - 20_000);
    assertThat(size(TaskTrimmer.snapshot(task))).isLessThan(9_000);
    assertThat(size(TaskTrimmer.item(task)) * ListBrowserTasksInput.LARGEST_LIMIT)
        .isLessThan(HISTORY_TAKES);
  }

  private static int size(Object value) {
    return DefaultDataConverter.newDefaultInstance()
        .toPayload(value)
        .orElseThrow()
        .getSerializedSize();
  }

  private static Task task(String output, String text) {
    return new Task(
        "task-1",
        "session-1",
        null,
        null,
        text,
        new TaskStatus(text),
        CreateLab.SCHEDULED,
        CreateLab.SCHEDULED,
        CreateLab.SCHEDULED,
        Map.of(TaskMarkers.WORKFLOW_ID, text),
        List.of(new Task.Step(1, text, text, text, text, List.of(text), null, null)),
        IntStream.range(0, 500)
            .mapToObj(i -> new Task.OutputFile("id" + i, i + text.substring(0, 2_000) + ".txt"))
            .toList(),
        output,
        true,
        text,
        true,
        new BigDecimal("0.01"),
        null,
        null,
        Map.of());
  }
}
