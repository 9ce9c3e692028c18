package com.browseruse.temporal.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.internal.json.RunJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers read, in any language and with any mapper. */
class ResultRecordsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DataConverter CONVERTER = DefaultDataConverter.newDefaultInstance();
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final TaskSnapshot.LastStep STEP =
      new TaskSnapshot.LastStep(3, "Read", "https://example.com/");
  private static final BrowserTaskResult RESULT = result(JSON.createObjectNode().put("a", 1));

  static BrowserTaskResult result(JsonNode structured) {
    return new BrowserTaskResult(
        new RunJson.Result(
            "t",
            "s",
            BrowserTaskOutcome.SUCCEEDED,
            "42",
            true,
            "file:///output",
            structured,
            true,
            false,
            "{}",
            "0.0000001",
            3,
            STEP,
            List.of(new BrowserTaskFile(new RunJson.File("f", "a.txt", "file:///a", 3L, "00"))),
            "logs",
            NOW,
            NOW,
            NOW,
            9,
            Task.Creation.ADOPTED,
            "browser-use-2.0",
            "0.9",
            StopOutcome.FINISHED_FIRST,
            structured == null ? List.of() : List.of("A problem."),
            structured == null ? List.of() : List.of("A warning.")));
  }

  static Stream<Object> records() {
    return Stream.of(
        RESULT,
        new BrowserTaskEvidence(
            new RunJson.Evidence(
                "t",
                "s",
                TaskStatus.STARTED,
                "0.1",
                StopOutcome.UNCONFIRMED,
                List.of("A."),
                RESULT)),
        new BrowserTaskEvidence(new RunJson.Evidence(null, null, null, null, null, null, null)),
        new BrowserTaskProgress(
            new RunJson.Progress(
                "t",
                "s",
                new TaskStatus("dreaming"),
                3,
                STEP,
                "0.1",
                "https://live.example.com/",
                9,
                NOW,
                BrowserTaskPhase.STOPPING,
                StopOutcome.STOPPED,
                NOW,
                RESULT,
                "https://share.example.com/",
                null,
                List.of("A."))));
  }

  private static JsonNode json(DataConverter converter, Object value) throws Exception {
    return JSON.readTree(converter.toPayload(value).orElseThrow().getData().toByteArray());
  }

  private static <T> T read(JsonNode json, Class<T> type) {
    return CONVERTER.fromPayload(
        CONVERTER.toPayload("").orElseThrow().toBuilder()
            .setData(ByteString.copyFromUtf8(json.toString()))
            .build(),
        type,
        type);
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyRecordSurvivesTheTrip(Object sent) throws Exception {
    assertThat(read(json(CONVERTER, sent), sent.getClass())).isEqualTo(sent);
  }

  @ParameterizedTest
  @MethodSource("records")
  void whatANewerReleaseAddsIsIgnored(Object sent) throws Exception {
    ObjectNode newer = (ObjectNode) json(CONVERTER, sent);
    newer.putObject("addedLater").put("a", 1);
    assertThat(read(newer, sent.getClass())).isEqualTo(sent);
  }

  @Test
  void noStructuredOutputIsNullAfterTheTripToo() throws Exception {
    assertThat(read(json(CONVERTER, result(null)), BrowserTaskResult.class).structuredOutput())
        .isNull();
  }

  @Test
  void theResultHasTheFieldsOfTheContractAlsoWhereTheyAreNull() throws Exception {
    assertThat(json(CONVERTER, result(null)).fieldNames())
        .toIterable()
        .contains(
            "taskId",
            "sessionId",
            "outcome",
            "output",
            "outputTruncated",
            "outputUri",
            "structuredOutput",
            "isSuccess",
            "judgeVerdict",
            "judgement",
            "costUsd",
            "stepCount",
            "lastStep",
            "outputFiles",
            "logs",
            "createdAt",
            "startedAt",
            "finishedAt",
            "polls",
            "creation",
            "llm",
            "browserUseVersion",
            "warnings")
        .doesNotContain("collectProblems");
    BrowserTaskResult least = BrowserTaskResult.fromJson("{\"outcome\": \"STOPPED\"}");
    assertThat(json(CONVERTER, least).get("warnings").isArray()).isTrue();
  }

  /** One shape for every failure, whatever is known (new-user 7). */
  @Test
  void theEvidenceHasTheFieldsOfTheContractAlsoWhereTheyAreNull() throws Exception {
    assertThat(json(CONVERTER, BrowserTaskEvidence.NONE).fieldNames())
        .toIterable()
        .containsExactly("taskId", "sessionId", "status", "costUsd", "stop", "warnings");
  }

  @ParameterizedTest
  @MethodSource("records")
  void aNamingStrategyOfTheUsersDoesNotRenameTheContract(Object sent) throws Exception {
    DataConverter snake =
        DefaultDataConverter.newDefaultInstance()
            .withPayloadConverterOverrides(
                new JacksonJsonPayloadConverter(
                    JacksonJsonPayloadConverter.newDefaultObjectMapper()
                        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)));
    assertThat(json(snake, sent)).isEqualTo(json(CONVERTER, sent));
  }
}
