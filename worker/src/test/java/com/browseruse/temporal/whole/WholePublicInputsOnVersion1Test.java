package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tenth of the inputs as people really write them, on version 1 of the API. */
class WholePublicInputsOnVersion1Test extends WholeTestBase {
  @Override
  ApiVersion apiVersion() {
    return ApiVersion.V1;
  }

  @Test
  void whatItTakesIsSent() {
    play(halfAMinute().output("{\"a\":1}"));
    run = start(BrowserTask.fromJson(WholePublicInputsTest.input("version-1").toString()));
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(result().structuredOutputAsMap()).containsEntry("a", 1);
    oracle().exactlyOneTaskAndNoneAlive();
  }

  @Test
  void eachFieldOfVersion2IsRefusedByName() {
    ObjectNode all = WholePublicInputsTest.input("everything");
    for (String field :
        List.of(
            "startUrl",
            "thinking",
            "thinkingLevel",
            "vision",
            "judge",
            "judgeGroundTruth",
            "judgeLlm",
            "skillIds",
            "sessionSettings")) {
      ObjectNode input = all.objectNode().put("task", TASK);
      input.set(field, all.get(field));
      run = start(BrowserTask.fromJson(input.toString()));
      assertThat(failure(FailureTypes.INVALID_REQUEST).getOriginalMessage()).contains(field);
    }
    assertThat(emulator.tasks()).isEmpty();
  }
}
