package com.browseruse.temporal.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.workflows.batch.BrowserTaskBatchResult;
import com.browseruse.temporal.workflows.session.BrowserSessionProgress;
import com.browseruse.temporal.workflows.session.BrowserSessionResult;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** What a run tells in JSON can be read in Java, each field by an accessor of its name. */
class AccessorsTest {
  private static final String STEP = "{\"number\": 3, \"nextGoal\": \"read\", \"url\": \"u\"}";

  private static final String RESULT =
      """
      {"taskId": "t", "sessionId": "s", "outcome": "SUCCEEDED", "output": "o", "outputTruncated": true,
       "outputUri": "file:/o", "structuredOutput": {"price": 1.10}, "isSuccess": true,
       "judgeVerdict": true, "judgement": "j", "costUsd": "0.05", "stepCount": 3, "lastStep": %s,
       "outputFiles": [{"id": "f", "fileName": "a.txt", "uri": "file:/a", "size": 1, "sha256": "0"}],
       "logs": "file:/l", "createdAt": "2026-01-01T00:00:00Z", "startedAt": "2026-01-01T00:00:01Z",
       "finishedAt": "2026-01-01T00:00:02Z", "polls": 2, "creation": "CREATED", "stop": "STOPPED",
       "collectProblems": ["p"], "warnings": ["w"]}\
      """
          .formatted(STEP);

  private static final String PROGRESS =
      """
      {"taskId": "t", "sessionId": "s", "status": "started", "stepCount": 3, "lastStep": %s,
       "costUsd": "0.05", "liveUrl": "https://live", "polls": 2, "deadline": "2026-01-01T01:00:00Z",
       "phase": "RUNNING", "stop": "STOPPED", "createdAt": "2026-01-01T00:00:00Z", "result": %s,
       "publicShareUrl": "https://share", "problem": "429"}\
      """
          .formatted(STEP, RESULT);

  private static final String SESSION =
      """
      "sessionId": "s", "outcome": "CLOSED", "endReason": "IDLE", "openedAt": "2026-01-01T00:00:00Z",
       "costUsd": "0.05", "tasksDone": 2, "tasksFailed": 1,
       "tasks": [{"workflowId": "w", "taskId": "t", "outcome": "SUCCEEDED", "failure": "f",
         "message": "m", "costUsd": "0.05"}],
       "warnings": ["w"]\
      """;

  static final String SESSION_RESULT = "{" + SESSION + ", \"closedAt\": \"2026-01-01T01:00:00Z\"}";

  static final String SESSION_PROGRESS =
      "{"
          + SESSION
          + """
          , "phase": "RUNNING", "runningTask": "w", "waiting": 3, "idleDeadline": "2026-01-01T00:15:00Z",
           "deadline": "2026-01-01T04:00:00Z", "liveUrl": "https://live", "problem": "429"}\
          """;

  @Test
  void everyFieldOfASessionHasAnAccessor() throws Exception {
    BrowserSessionResult result = BrowserSessionResult.fromJson(SESSION_RESULT);

    everyFieldIsRead(SESSION_RESULT, result);
    everyFieldIsRead(SESSION_PROGRESS, BrowserSessionProgress.fromJson(SESSION_PROGRESS));
    everyFieldIsRead(
        new ObjectMapper().readTree(SESSION_RESULT).get("tasks").get(0).toString(),
        result.tasks().get(0));
  }

  @Test
  void everyFieldOfAResultHasAnAccessor() throws Exception {
    BrowserTaskResult result = BrowserTaskResult.fromJson(RESULT);

    everyFieldIsRead(RESULT, result);
    everyFieldIsRead(
        new ObjectMapper().readTree(RESULT).get("outputFiles").get(0).toString(),
        result.outputFiles().get(0));
    assertThat(result.costUsd()).isEqualByComparingTo("0.05");
    assertThat(result.structuredOutputAsMap()).containsEntry("price", new BigDecimal("1.10"));
  }

  @Test
  void everyFieldOfTheProgressHasAnAccessor() throws Exception {
    BrowserTaskProgress progress = BrowserTaskProgress.fromJson(PROGRESS);

    everyFieldIsRead(PROGRESS, progress);
    assertThat(progress.withoutLinks().liveUrl()).isNull();
  }

  @Test
  void everyFieldOfABatchHasAnAccessor() throws Exception {
    String line =
        """
        {"id": "a", "outcome": "SUCCEEDED", "failure": "Failed", "message": "no", "costUsd": "0.05",
         "ranBefore": true, "result": %s}\
        """
            .formatted(RESULT);
    String batch =
        """
        {"phase": "RUNNING", "total": 9, "waiting": 4, "running": 2, "done": 3, "ranBefore": 1,
         "outcomes": {"SUCCEEDED": 2}, "failures": {"Failed": 1}, "costUsd": "0.15",
         "timeLeft": "PT1M", "stop": "REQUESTED", "lines": [%s], "linesNotListed": 2,
         "results": ["file:/r"]}\
        """
            .formatted(line);
    BrowserTaskBatchResult result = BrowserTaskBatchResult.fromJson(batch);

    everyFieldIsRead(batch, result);
    everyFieldIsRead(line, result.lines().get(0));
    assertThat(new ObjectMapper().readTree(result.toJson()).get("timeLeft").asText())
        .isEqualTo("PT1M");
    assertThat(result.withoutLines().lines()).isEmpty();
    assertThat(result.isComplete()).isFalse();
  }

  private static void everyFieldIsRead(String json, Object value) throws Exception {
    JsonNode fields = new ObjectMapper().readTree(json);
    for (String name : (Iterable<String>) fields::fieldNames) {
      Object read = value.getClass().getMethod(name).invoke(value);
      assertThat(read).as(name).isNotNull();
      if (fields.get(name).isTextual() && !(read instanceof Enum)) {
        assertThat(read.toString()).as(name).isEqualTo(fields.get(name).textValue());
      }
    }
  }
}
