package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.BrowserTask;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunInputTest extends RunTestBase {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {}                                              | task must be given
          {"task":" "}                                    | task must be given
          {"task":5}                                      | task must be text
          {"task":"x","maxSteps":"9"}                     | maxSteps must be a whole number
          {"task":"x","colour":"red"}                     | colour is not a known field
          {"task":"x","options":{"timeout":"1h"}}         | options.timeout must be an ISO-8601 duration
          {"task":"x","options":{"polling":{"speed":1}}}  | options.polling.speed is not a known field
          "x"                                             | input must be one JSON object
          [1]                                             | input must be one JSON object
          """)
  void badInputFailsTheRunAtOnceAndNamesTheField(String json, String words) throws Exception {
    JsonNode input = new ObjectMapper().readTree(json);
    startWith(input);
    assertThat(failure().getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(failure().getOriginalMessage()).startsWith(words);
    verify(remote.activities, never()).createBrowserTask(any());
  }

  @Test
  void aMissingInputFailsTheRunAtOnce() {
    startWith();
    assertThat(failure().getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
  }

  @Test
  void aBinaryInputFailsTheRunAtOnce() {
    startWith(new byte[] {1, 2, 3});
    assertThat(failure().getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"surprise\"", "{}", "{\"created\": 5}", "[]"})
  void aSecondArgumentFailsTheRunAtOnce(String second) throws Exception {
    startWith(BrowserTask.of(TASK), new ObjectMapper().readTree(second));
    assertThat(failure().getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(failure().getOriginalMessage())
        .startsWith("input must be one JSON object, without a second");
  }
}
