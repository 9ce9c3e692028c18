package com.browseruse.temporal.activities.internal.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskView;
import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskInput;
import com.browseruse.temporal.activities.internal.create.CreateLab;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import io.temporal.common.converter.DefaultDataConverter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTrimmerTest {
  private static final Object ANYTHING = Map.of();

  private static Task task(
      List<Task.Step> steps, int files, String output, String judgement, String cost) {
    return new Task(
        "task-1",
        "session-1",
        null,
        null,
        "Find the answer",
        TaskStatus.FINISHED,
        CreateLab.SCHEDULED,
        null,
        null,
        Map.of(),
        steps,
        IntStream.range(0, files).mapToObj(i -> new Task.OutputFile("id" + i, i + ".txt")).toList(),
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

  /** The view of a task that nothing is stored of. */
  private static BrowserTaskView view(Task task, int maxOutput, Object schema) {
    return TaskTrimmer.view(
        task, TaskTrimmer.Output.of(task.output(), maxOutput, schema), null, null);
  }

  private static Task step(String goal, String url) {
    return task(List.of(step(1, "before", "about:blank"), step(2, goal, url)), 0, null, null, null);
  }

  private static Task.Step step(int number, String goal, String url) {
    return new Task.Step(number, goal, url, "", "", List.of(), null, null);
  }

  @Test
  void aCutOutputSaysSo() {
    assertThat(view(output("12345"), 4, null).output()).isEqualTo("1234");
    assertThat(view(output("12345"), 4, null).outputTruncated()).isTrue();
    assertThat(view(output("12345"), 5, null).outputTruncated()).isFalse();
    assertThat(view(output("12345"), 0, null).output()).isEmpty();
    assertThat(view(output(null), 0, null).outputTruncated()).isFalse();
    assertThat(view(output(""), 0, null).outputTruncated()).isFalse();
  }

  @Test
  void theOutputIsParsedOnlyIfAskedForAndValidAndSmallEnough() {
    assertThat(view(output("{\"a\":1}"), 99, ANYTHING).structuredOutput())
        .isEqualTo(Map.of("a", 1));
    assertThat(view(output("{\"a\":1}"), 99, null).structuredOutput()).isNull();
    // Cut after the first digit, what is left would be valid and wrong.
    assertThat(view(output("42"), 1, ANYTHING).structuredOutput()).isNull();
    assertThat(view(output(null), 99, ANYTHING).structuredOutput()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "{} {}", "[1] and more", "NaN", "It is 42", "{\"a\":1,}"})
  void whatIsNotOneJsonValueIsNotStructured(String output) {
    assertThat(view(output(output), 99, ANYTHING).structuredOutput()).isNull();
  }

  @Test
  void jsonNestedTooDeeplyIsNotStructured() {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);
    assertThat(view(output(deep), 99_999, ANYTHING).structuredOutput()).isNull();
    assertThat(view(output(deep), 99_999, ANYTHING).output()).isEqualTo(deep);
  }

  @Test
  void theLastStepIsShortened() {
    TaskSnapshot.LastStep step =
        TaskTrimmer.snapshot(step("🌍".repeat(301), "u".repeat(5_000))).lastStep();
    assertThat(step.number()).isEqualTo(2);
    assertThat(step.nextGoal()).isEqualTo("🌍".repeat(299) + "…");
    assertThat(step.url()).isEqualTo("u".repeat(299) + "…");
  }

  @Test
  void aStepOfTheAllowedLengthStays() {
    assertThat(TaskTrimmer.snapshot(step("🌍".repeat(300), null)).lastStep())
        .isEqualTo(new TaskSnapshot.LastStep(2, "🌍".repeat(300), null));
  }

  @Test
  void beforeTheFirstStepThereIsNone() {
    assertThat(TaskTrimmer.snapshot(output(null)).lastStep()).isNull();
    assertThat(TaskTrimmer.snapshot(output(null)).stepCount()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1E-7, 0.0000001", "1E+2, 100", "0.10, 0.10", "0, 0", ","})
  void costIsInPlainNotation(String cost, String plain) {
    Task task = task(List.of(), 0, null, null, cost);
    assertThat(view(task, 9, null).costUsd()).isEqualTo(plain);
    assertThat(TaskTrimmer.snapshot(task).costUsd()).isEqualTo(plain);
    assertThat(TaskTrimmer.item(task).costUsd()).isEqualTo(plain);
    assertThat(TaskTrimmer.snapshot(TaskSnapshot.of("t", TaskStatus.STARTED, plain)).costUsd())
        .isEqualTo(plain);
  }

  @Test
  void theFirstHundredFilesAreNamed() {
    assertThat(view(task(List.of(), 100, null, null, null), 9, null).outputFiles()).hasSize(100);
    assertThat(view(task(List.of(), 101, null, null, null), 9, null).outputFiles())
        .hasSize(100)
        .first()
        .isEqualTo(new Task.OutputFile("id0", "0.txt"));
  }

  @Test
  void aLongJudgementIsCut() {
    Task task = task(List.of(), 0, null, "j".repeat(20_000), null);
    assertThat(view(task, 9, null).judgement()).hasSize(16 * 1024);
  }

  @Test
  void theWholeOutputIsJudgedAlsoWhereItsTextIsCut() {
    String spaced = "{\"a\":1}" + " ".repeat(100);
    BrowserTaskView view = view(output(spaced), 20, ANYTHING);
    assertThat(view.outputTruncated()).isTrue();
    assertThat(view.structuredOutput()).isEqualTo(Map.of("a", 1));
    assertThat(view.problems()).isNull();
  }

  @Test
  void jsonThatIsTooLargeIsLeftOutWithAWord() {
    BrowserTaskView view = view(output("{\"a\":12345}"), 10, ANYTHING);
    assertThat(view.structuredOutput()).isNull();
    assertThat(view.structuredOutputProblem())
        .isEqualTo(
            "structuredOutput is null: as JSON it has 11 bytes, which is more than"
                + " maxInlineOutput 10");
    assertThat(view.problems()).isNull();
  }

  @Test
  void textAndJsonTogetherStayBelowTheLargest() {
    int most = GetBrowserTaskInput.LARGEST_INLINE_OUTPUT;
    String answer = "\"" + "a".repeat(most - 1000) + "\"";
    BrowserTaskView view = view(output(answer), most, ANYTHING);
    assertThat(view.structuredOutput()).asString().hasSize(most - 1000);
    assertThat(view.outputTruncated()).isTrue();
    assertThat(view.output().length()).isBetween(900, 1000);
  }

  @Test
  void jsonThatIsNestedTooDeeplyToBeHandedOnIsLeftOut() {
    String deep = "[".repeat(900) + "]".repeat(900);
    BrowserTaskView view = view(output(deep), 99_999, ANYTHING);
    assertThat(view.structuredOutput()).isNull();
    assertThat(view.structuredOutputProblem()).contains("more than 500 levels");
  }

  @Test
  void halfACharacterIsReplaced() throws Exception {
    Task task = task(List.of(step(1, "go\uD83C", "u\uDF0D")), 0, "\uD83C half", "\uDC00", null);
    BrowserTaskView view = view(task, 99, null);
    assertThat(view.output()).isEqualTo("\uFFFD half");
    assertThat(view.lastStep()).isEqualTo(new TaskSnapshot.LastStep(1, "go\uFFFD", "u\uFFFD"));
    assertThat(DefaultDataConverter.newDefaultInstance().toPayload(view)).isPresent();
  }
}
