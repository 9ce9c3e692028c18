package com.browseruse.temporal.workflows.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.browseruse.temporal.task.StrictJson;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatch;
import com.browseruse.temporal.workflows.internal.json.PlainJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchReaderTest {
  private static BatchJson.Input read(String json) {
    return BatchReader.read(StrictJson.parse(json.getBytes(StandardCharsets.UTF_8)), 0);
  }

  @Test
  void aTaskIsATextOrAnObjectWithAnId() {
    BatchJson.Input input =
        read(
            """
            {"tasks": ["milk", {"id": "b", "task": "bread", "maxSteps": 3}, {"id": 7, "task": "x"}],
             "concurrency": 3, "maxCostUsd": 2.5, "maxFailures": 4, "more": true}
            """);
    assertThat(input.lines().keySet()).containsExactly("1", "b", "7");
    assertThat(input.lines().get("1")).isEqualTo(BrowserTask.of("milk"));
    assertThat(input.lines().get("b"))
        .isEqualTo(BrowserTask.newBuilder("bread").maxSteps(3).build());
    assertThat(input.limits()).isEqualTo(new BatchJson.Limits(3, new BigDecimal("2.5"), 4));
    assertThat(input.more()).isTrue();
  }

  @Test
  void linesWithoutIdsAreNumberedOverAllPieces() {
    assertThat(BatchReader.read(Map.of("tasks", List.of("a", "b")), 40).lines().keySet())
        .containsExactly("41", "42");
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    BrowserTaskBatch batch =
        BrowserTaskBatch.newBuilder()
            .add("a", BrowserTask.newBuilder("x").maxCostUsd("0.5").build())
            .addJson("2", "\"y\"")
            .concurrency(3)
            .build();
    assertThat(new BrowserTaskBatch(read(batch.toJson()))).isEqualTo(batch);
    assertThat(PlainJson.read(batch.toJson(), BrowserTaskBatch.class)).isEqualTo(batch);
    assertThat(batch)
        .hasToString(
            "BrowserTaskBatch[2 tasks, Limits[concurrency=3, maxCostUsd=null, maxFailures=null]]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          []                                              | input must be one JSON object with the field tasks
          {}                                              | tasks must be given, and be a list
          {"tasks": "a"}                                  | tasks must be given, and be a list
          {"tasks": ["a"], "more": 1}                     | more must be true or false
          {"tasks": ["a"], "concurency": 1}               | concurency is not a known field
          {"tasks": ["a"], "concurrency": 201}            | concurrency must be between 1 and 200, but is 201
          {"tasks": ["a"], "maxCostUsd": 0}               | maxCostUsd must be more than zero
          {"tasks": ["a"], "maxFailures": 0}              | maxFailures must be at least 1, but is 0
          {"tasks": ["a", ""]}                            | tasks[1]: task must be given
          {"tasks": ["a", 7]}                             | tasks[1]: a task must be a JSON object, or a text
          {"tasks": [{"id": true, "task": "a"}]}          | tasks[0]: id must be text, or a whole number
          {"tasks": [{"id": " ", "task": "a"}]}           | tasks[0]: id must have 1 to 200 characters
          {"tasks": ["a", {"id": "1", "task": "b"}]}      | tasks[1]: id 1 is given to two tasks
          {"tasks": [{"task": "a", "maxStep": 1}]}        | tasks[0]: maxStep
          {"tasks": [{"task": "a", "timeout": "PT1M"}]}   | tasks[0]: timeout is not a known field: give it as options.timeout
          """)
  void whatCannotBeReadIsNamed(String json, String sentence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(json))
        .withMessageStartingWith(sentence);
  }
}
