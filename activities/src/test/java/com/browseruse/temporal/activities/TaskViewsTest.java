package com.browseruse.temporal.activities;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.OutputFile;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskState;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.task.TaskStep;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskViewsTest {
  private static final JsonNode ANYTHING = JsonNodeFactory.instance.objectNode();

  private static Task task(
      List<TaskStep> steps, int files, String output, String judgement, String cost) {
    return new Task(
        "task-1",
        "session-1",
        null,
        "Find the answer",
        TaskStatus.FINISHED,
        CreateLab.SCHEDULED,
        null,
        null,
        Map.of(),
        steps,
        IntStream.range(0, files).mapToObj(i -> new OutputFile("id" + i, i + ".txt")).toList(),
        output,
        true,
        judgement,
        null,
        cost == null ? null : new BigDecimal(cost),
        null,
        null,
        Map.of());
  }

  private static Task output(String output) {
    return task(List.of(), 0, output, null, null);
  }

  private static Task step(String goal, String url) {
    return task(List.of(step(1, "before", "about:blank"), step(2, goal, url)), 0, null, null, null);
  }

  private static TaskStep step(int number, String goal, String url) {
    return new TaskStep(number, goal, url, "", "", List.of(), null, null);
  }

  @ParameterizedTest
  @CsvSource({
    "abcdef, 6, abcdef",
    "abcdef, 5, abcde",
    "abcdef, 0, ''",
    "äöü, 6, äöü",
    "äöü, 5, äö",
    "a€€, 7, a€€",
    "a€€, 6, a€",
    "a€€, 3, a",
    "a€€, 4, a€",
    "ab🌍, 6, ab🌍",
    "ab🌍, 5, ab",
    "ab🌍, 4, ab",
    "ab🌍, 3, ab",
    "🌍, 3, ''"
  })
  void aTextIsCutBetweenCharacters(String text, int bytes, String kept) {
    assertThat(TaskViews.cut(text, bytes)).isEqualTo(kept);
  }

  @Test
  void everyCutOfAMixedTextFitsAndIsABeginning() {
    String text = "aä€🌍".repeat(5);
    for (int bytes = 0; bytes <= text.getBytes(StandardCharsets.UTF_8).length + 1; bytes++) {
      String kept = TaskViews.cut(text, bytes);
      assertThat(text).startsWith(kept);
      assertThat(kept.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(bytes - 3, bytes);
    }
  }

  @Test
  void aCutOutputSaysSo() {
    assertThat(TaskViews.view(output("12345"), 4, null).output()).isEqualTo("1234");
    assertThat(TaskViews.view(output("12345"), 4, null).outputTruncated()).isTrue();
    assertThat(TaskViews.view(output("12345"), 5, null).outputTruncated()).isFalse();
    assertThat(TaskViews.view(output("12345"), 0, null).output()).isEmpty();
    assertThat(TaskViews.view(output(null), 0, null).outputTruncated()).isFalse();
    assertThat(TaskViews.view(output(""), 0, null).outputTruncated()).isFalse();
  }

  @Test
  void theOutputIsParsedOnlyIfAskedForValidAndWhole() {
    assertThat(
            TaskViews.view(output("{\"a\":1}"), 99, ANYTHING)
                .structuredOutput()
                .get("a")
                .intValue())
        .isEqualTo(1);
    assertThat(TaskViews.view(output("{\"a\":1}"), 99, null).structuredOutput()).isNull();
    // Cut after the first digit, what is left would be valid and wrong.
    assertThat(TaskViews.view(output("42"), 1, ANYTHING).structuredOutput()).isNull();
    assertThat(TaskViews.view(output(null), 99, ANYTHING).structuredOutput()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "{} {}", "[1] and more", "NaN", "It is 42", "{\"a\":1,}"})
  void whatIsNotOneJsonValueIsNotStructured(String output) {
    assertThat(TaskViews.view(output(output), 99, ANYTHING).structuredOutput()).isNull();
  }

  @Test
  void jsonNestedTooDeeplyIsNotStructured() {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);
    assertThat(TaskViews.view(output(deep), 99_999, ANYTHING).structuredOutput()).isNull();
    assertThat(TaskViews.view(output(deep), 99_999, ANYTHING).output()).isEqualTo(deep);
  }

  @Test
  void theLastStepIsShortened() {
    LastStep step = TaskViews.status(step("🌍".repeat(301), "u".repeat(5_000))).lastStep();
    assertThat(step.number()).isEqualTo(2);
    assertThat(step.nextGoal()).isEqualTo("🌍".repeat(299) + "…");
    assertThat(step.url()).isEqualTo("u".repeat(299) + "…");
  }

  @Test
  void aStepOfTheAllowedLengthStays() {
    assertThat(TaskViews.status(step("🌍".repeat(300), null)).lastStep())
        .isEqualTo(new LastStep(2, "🌍".repeat(300), null));
  }

  @Test
  void beforeTheFirstStepThereIsNone() {
    assertThat(TaskViews.status(output(null)).lastStep()).isNull();
    assertThat(TaskViews.status(output(null)).stepCount()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1E-7, 0.0000001", "1E+2, 100", "0.10, 0.10", "0, 0", ","})
  void costIsInPlainNotation(String cost, String plain) {
    Task task = task(List.of(), 0, null, null, cost);
    BigDecimal value = cost == null ? null : new BigDecimal(cost);
    assertThat(TaskViews.view(task, 9, null).costUsd()).isEqualTo(plain);
    assertThat(TaskViews.status(task).costUsd()).isEqualTo(plain);
    assertThat(TaskViews.item(task).costUsd()).isEqualTo(plain);
    assertThat(
            TaskViews.status(new TaskState("t", TaskStatus.STARTED, null, null, null, value))
                .costUsd())
        .isEqualTo(plain);
  }

  @Test
  void theFirstHundredFilesAreNamed() {
    assertThat(TaskViews.view(task(List.of(), 100, null, null, null), 9, null).outputFiles())
        .hasSize(100);
    assertThat(TaskViews.view(task(List.of(), 101, null, null, null), 9, null).outputFiles())
        .hasSize(100)
        .first()
        .isEqualTo(new OutputFile("id0", "0.txt"));
  }

  @Test
  void aLongJudgementIsCut() {
    Task task = task(List.of(), 0, null, "j".repeat(20_000), null);
    assertThat(TaskViews.view(task, 9, null).judgement()).hasSize(16 * 1024);
  }

  @Test
  void aStatusAloneSaysNothingOfSteps() {
    BrowserTaskStatus status =
        TaskViews.status(new TaskState("t", TaskStatus.STARTED, "long output", null, true, null));
    assertThat(status).isEqualTo(new BrowserTaskStatus("t", TaskStatus.STARTED, null, null, null));
  }
}
