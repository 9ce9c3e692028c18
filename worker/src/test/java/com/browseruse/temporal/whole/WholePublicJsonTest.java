package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What callers in other languages send and get, as whole documents: a change here is a change for
 * them. Ids are shown as ID, times as TIME, and the number of polls as 0.
 */
class WholePublicJsonTest extends WholeTestBase {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String RESULT =
      """
      {
        "taskId": "ID",
        "sessionId": "ID",
        "outcome": "%s",
        "output": "{\\"price\\": 1.19}",
        "outputTruncated": false,
        "outputUri": null,
        "structuredOutput": {"price": 1.19},
        "isSuccess": %s,
        "judgeVerdict": null,
        "judgement": null,
        "costUsd": "0.03",
        "stepCount": 3,
        "lastStep": {"number": 3, "nextGoal": "Search the site for what the task names.", "url": "https://shop.example/?page=2"},
        "outputFiles": [{"id": "ID", "fileName": "price.csv", "uri": null, "size": null, "sha256": null}],
        "logs": null,
        "createdAt": "TIME",
        "startedAt": "TIME",
        "finishedAt": "TIME",
        "polls": 0,
        "creation": "CREATED",
        "llm": "browser-use-2.0",
        "browserUseVersion": "emulator",
        "stop": null,
        "warnings": []
      }
      """;

  private void start(String input) throws Exception {
    run =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                "RunBrowserTaskWorkflow",
                WorkflowOptions.newBuilder()
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build());
    run.start(JSON.readTree(input));
  }

  private static Scenario.Builder price() {
    return halfAMinute()
        .output("{\"price\": 1.19}")
        .outputFiles(List.of(Scenario.File.of("price.csv", "milk;1.19")));
  }

  private static void assertDocument(JsonNode document, String expected) throws Exception {
    String general =
        JSON.writeValueAsString(document)
            .replaceAll("\"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\"", "\"ID\"")
            .replaceAll("\"\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\"", "\"TIME\"")
            .replaceAll("\"polls\":\\d+", "\"polls\":0");
    assertThat(JSON.readTree(general).toPrettyString())
        .isEqualTo(JSON.readTree(expected).toPrettyString());
  }

  @Test
  void aResultAndTheProgressAfterIt() throws Exception {
    play(price());
    start(
        """
        {
          "task": "Find the price of milk",
          "startUrl": "https://shop.example/",
          "maxSteps": 20,
          "structuredOutput": {"type": "object", "properties": {"price": {"type": "number"}}},
          "options": {"timeout": "PT10M", "maxCostUsd": 0.50}
        }
        """);
    assertDocument(run.getResult(JsonNode.class), RESULT.formatted("SUCCEEDED", true));
    assertDocument(
        run.query("progress", JsonNode.class),
        """
        {
          "taskId": "ID",
          "sessionId": "ID",
          "status": "finished",
          "stepCount": 3,
          "lastStep": {"number": 3, "nextGoal": "Search the site for what the task names.", "url": "https://shop.example/?page=2"},
          "costUsd": "0.03",
          "liveUrl": null,
          "polls": 0,
          "deadline": "TIME",
          "phase": "DONE",
          "stop": null,
          "createdAt": "TIME",
          "result": null,
          "publicShareUrl": null
        }
        """);
  }

  @Test
  void whatIsKnownWhileItLastsAndAfterACancel() throws Exception {
    play(Scenario.newBuilder().outcome(Scenario.Outcome.NEVER).startDelay(Duration.ofDays(1)));
    start(
        """
        {
          "task": "Watch the price of milk",
          "options": {"polling": {"initialInterval": "PT1M", "maxInterval": "PT1M", "growth": 0}}
        }
        """);
    awaitTask();
    assertDocument(
        run.query("progress", JsonNode.class),
        """
        {
          "taskId": "ID",
          "sessionId": "ID",
          "status": null,
          "stepCount": 0,
          "lastStep": null,
          "costUsd": null,
          "liveUrl": null,
          "polls": 0,
          "deadline": "TIME",
          "phase": "RUNNING",
          "stop": null,
          "createdAt": "TIME",
          "result": null,
          "publicShareUrl": null
        }
        """);
    run.cancel();
    assertCancelled();
    assertDocument(
        (JsonNode) run.describe().getMemo("browserTask", JsonNode.class),
        """
        {
          "taskId": "ID",
          "sessionId": "ID",
          "status": "stopped",
          "costUsd": "0.00",
          "stop": "STOPPED",
          "warnings": []
        }
        """);
  }

  @Test
  void aFailureWithAResult() throws Exception {
    play(price().isSuccess(false));
    start(
        """
        {
          "task": "Find the price of milk",
          "startUrl": "https://shop.example/",
          "structuredOutput": "{\\"type\\": \\"object\\"}",
          "options": {"failUnlessSuccessful": true}
        }
        """);
    ApplicationFailure failure = failure("BrowserTaskUnsuccessful");
    assertThat(failure.getDetails().getSize()).isEqualTo(1);
    assertDocument(
        failure.getDetails().get(JsonNode.class),
        """
        {
          "taskId": "ID",
          "sessionId": "ID",
          "status": "finished",
          "costUsd": "0.03",
          "stop": null,
          "warnings": [],
          "result": %s
        }
        """
            .formatted(RESULT.formatted("UNSUCCESSFUL", false)));
  }

  @Test
  void aFailureWithoutATask() throws Exception {
    start("{\"task\": \"Find the price of milk\", \"colour\": \"red\"}");
    ApplicationFailure failure = failure("InvalidRequest");
    assertThat(failure.getDetails().getSize()).isEqualTo(1);
    assertDocument(
        failure.getDetails().get(JsonNode.class),
        """
        {
          "taskId": null,
          "sessionId": null,
          "status": null,
          "costUsd": null,
          "stop": null,
          "warnings": []
        }
        """);
  }
}
