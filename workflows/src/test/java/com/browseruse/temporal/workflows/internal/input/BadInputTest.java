package com.browseruse.temporal.workflows.internal.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.browseruse.temporal.workflows.BrowserTask;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal names the field and what is allowed, and never shows a value. */
class BadInputTest {
  private static void assertRefused(String json, String words) {
    assertThatThrownBy(() -> BrowserTask.fromJson(json))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          null                    | input must be one JSON object with at least the field task
          []                      | input must be one JSON object
          5                       | input must be one JSON object
          {}                      | task must be given and not be empty
          {"task":null}           | task must be given and not be empty
          {"task":""}             | task must be given and not be empty
          {"task":"\\n\\t "}      | task must be given and not be empty
          {"task":true}           | task must be text
          {"task":{"a":1}}        | task must be text
          {"task":["x"]}          | task must be text
          {"task":"x","Task":"y"} | Task is not a known field
          """)
  void theInputIsOneObjectWithATask(String json, String words) {
    assertRefused(json, words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"taskId":""}                             | taskId must have 1 to 200 characters
          {"taskId":7}                              | taskId must be text
          {"taskId":"t","task":"x"}                 | task must not be given together with taskId
          {"taskId":"t","task":""}                  | task must not be given together with taskId
          {"taskId":"t","llm":"m"}                  | llm must not be given together with taskId
          {"taskId":"t","structuredOutput":{}}      | structuredOutput must not be given together with taskId
          {"taskId":"t","extra":{"a":1}}            | extra must not be given together with taskId
          {"taskId":"t","secretRefs":{"a":"env:A"}} | secretRefs must not be given together with taskId
          {"taskId":"t","colour":1}                 | colour is not a known field
          {"task":"x","extra":{"taskId":"t"}}       | extra.taskId must be given as taskId
          {"task":"x","options":{"stopOnCancel":false}} | options.stopOnCancel can be false only with taskId
          {"task":"x","options":{"stopOnCancel":1}} | options.stopOnCancel must be true or false
          """)
  void aTaskThatExistsIsTakenAsItIs(String json, String words) {
    assertRefused(json, words);
  }

  /** Also a schema that is none, and steps that are none. (new-user 3, new-user 37) */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "colour":1                                 | colour is not a known field
          "profileId":"p"                            | profileId is not a known field: give it as sessionSettings.profileId
          "timeout":"PT1M"                           | timeout is not a known field: give it as options.timeout
          "llm":5                                    | llm must be text
          "startUrl":{}                              | startUrl must be text
          "maxSteps":"9"                             | maxSteps must be a whole number
          "maxSteps":""                              | maxSteps must be a whole number
          "maxSteps":9.5                             | maxSteps must be a whole number
          "maxSteps":9.0                             | maxSteps must be a whole number
          "maxSteps":true                            | maxSteps must be a whole number
          "maxSteps":[9]                             | maxSteps must be a whole number
          "maxSteps":{}                              | maxSteps must be a whole number
          "maxSteps":99999999999                     | maxSteps must be a whole number
          "maxSteps":1e400                           | maxSteps must be a whole number
          "maxSteps":0                               | maxSteps must be at least 1, but is 0
          "maxSteps":-1                              | maxSteps must be at least 1, but is -1
          "structuredOutput":{"type":"nonsense"}     | structuredOutput.type must be one of object,
          "structuredOutput":"{"                     | structuredOutput must be a JSON Schema, but its text
          "structuredOutput":{"price":"number"}      | structuredOutput must be a JSON Schema, not an example
          "structuredOutput":5                       | structuredOutput must be a JSON Schema
          "structuredOutput":true                    | structuredOutput must be a JSON Schema
          "structuredOutput":[]                      | structuredOutput must be a JSON Schema
          "sessionId":7                              | sessionId must be text
          "metadata":"x"                             | metadata must be an object
          "metadata":[]                              | metadata must be an object
          "metadata":{"a":5}                         | metadata.a must be text
          "metadata":{"a":{}}                        | metadata.a must be text
          "metadata":{"a":null}                      | metadata.a must be text
          "secrets":[]                               | secrets must be an object
          "secrets":{"a":5}                          | secrets.a must be text
          "secrets":{"a":["x"]}                      | secrets.a must be text
          "secrets":{"a":null}                       | secrets.a must be text
          "allowedDomains":"example.com"             | allowedDomains must be a list
          "allowedDomains":{}                        | allowedDomains must be a list
          "allowedDomains":[5]                       | allowedDomains[0] must be text
          "allowedDomains":["a",{}]                  | allowedDomains[1] must be text
          "allowedDomains":["a",null]                | allowedDomains[1] must be text
          "skillIds":[null]                          | skillIds[0] must be text
          "opVaultId":[]                             | opVaultId must be text
          "sessionSettings":5                        | sessionSettings must be an object
          "sessionSettings":[]                       | sessionSettings must be an object
          "highlightElements":"true"                 | highlightElements must be true or false
          "flashMode":1                              | flashMode must be true or false
          "thinking":"yes"                           | thinking must be true or false
          "judge":0                                  | judge must be true or false
          "judge":""                                 | judge must be true or false
          "thinkingLevel":3                          | thinkingLevel must be text
          "vision":5                                 | vision must be true, false or "auto"
          "vision":{}                                | vision must be true, false or "auto"
          "vision":[]                                | vision must be true, false or "auto"
          "skillIds":"*"                             | skillIds must be a list
          "extra":"x"                                | extra must be an object
          "extra":[]                                 | extra must be an object
          """)
  void everyFieldOfTheRequestHasAType(String field, String words) {
    assertRefused("{\"task\":\"x\"," + field + "}", words);
  }

  /** Also known fields that hide in extra. (new-user 10) */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "secretRefs":[]                        | secretRefs must be an object
          "secretRefs":"env:A"                   | secretRefs must be an object
          "secretRefs":""                        | secretRefs must be an object
          "secretRefs":{"a":5}                   | secretRefs.a must be text
          "secretRefs":{"a":{}}                  | secretRefs.a must be text
          "secretRefs":{"a":null}                | secretRefs.a must be env:NAME or file:/absolute/path
          "secretRefs":{"a":""}                  | secretRefs.a must be env:NAME or file:/absolute/path
          "secretRefs":{"a":"env:"}              | secretRefs.a must be env:NAME or file:/absolute/path
          "secretRefs":{"a":"file:rel/ative"}    | secretRefs.a must be env:NAME or file:/absolute/path
          "secretRefs":{"a":"https://x"}         | secretRefs.a must be env:NAME or file:/absolute/path
          "secrets":{"a":"s"},"secretRefs":{"a":"env:A"} | secretRefs.a must not also be given in secrets
          "metadata":{"temporal_namespace":"x"}   | metadata.temporal_namespace is set by the plugin
          "metadata":{"temporal_workflow_id":"x"} | metadata.temporal_workflow_id is set by the plugin
          "metadata":{"temporal_create_key":"x"}  | metadata.temporal_create_key is set by the plugin
          "metadata":{"1":"","2":"","3":"","4":"","5":"","6":"","7":"","8":""} | metadata must have at most 7 entries
          "extra":{"secrets":{"a":"b"}}           | extra.secrets must be given as secrets
          "extra":{"sessionId":"s"}               | extra.sessionId must be given as sessionId
          "extra":{"metadata":{"a":"b"}}          | extra.metadata must be given as metadata
          "extra":{"task":"y"}                    | extra.task must be given as task
          "extra":{"maxSteps":1}                  | extra.maxSteps must be given as maxSteps
          "extra":{"secretRefs":{"a":"env:A"}}    | extra.secretRefs must be given as secretRefs
          "extra":{"options":{}}                  | extra.options must be given as options
          """)
  void whatThePluginReliesOnIsChecked(String field, String words) {
    assertRefused("{\"task\":\"x\"," + field + "}", words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "speed":1                          | options.speed is not a known field
          "timeout":"1h"                     | options.timeout must be an ISO-8601 duration such as PT1H
          "timeout":""                       | options.timeout must be an ISO-8601 duration
          "timeout":3600                     | options.timeout must be an ISO-8601 duration
          "timeout":1.5                      | options.timeout must be an ISO-8601 duration
          "timeout":{}                       | options.timeout must be an ISO-8601 duration
          "timeout":[]                       | options.timeout must be an ISO-8601 duration
          "timeout":true                     | options.timeout must be an ISO-8601 duration
          "timeout":"PT99999999999999999999S"| options.timeout must be an ISO-8601 duration
          "timeout":"PT0S"                   | options.timeout must be more than zero and at most
          "timeout":"-PT1S"                  | options.timeout must be more than zero and at most
          "timeout":"P366D"                  | options.timeout must be more than zero and at most
          "polling":5                        | options.polling must be an object
          "polling":""                       | options.polling must be an object
          "polling":{"speed":1}              | options.polling.speed is not a known field
          "polling":{"initialInterval":2}    | options.polling.initialInterval must be an ISO-8601 duration
          "polling":{"initialInterval":"PT0.099S"} | options.polling.initialInterval must be at least 100 ms
          "polling":{"initialInterval":"-PT2S"}    | options.polling.initialInterval must be at least 100 ms
          "polling":{"maxInterval":"PT1S"}   | options.polling.maxInterval must not be shorter than initialInterval
          "polling":{"maxInterval":"PT2562047788015215H"} | options.polling.maxInterval must be at most PT8760H
          "polling":{"initialInterval":"PT9000H","maxInterval":"PT9000H"} | options.polling.maxInterval must be at most PT8760H
          "polling":{"growth":"0.1"}         | options.polling.growth must be a number
          "polling":{"growth":"NaN"}         | options.polling.growth must be
          "polling":{"growth":-0.1}          | options.polling.growth must be between 0 and 10
          "polling":{"growth":10.1}          | options.polling.growth must be between 0 and 10
          "polling":{"growth":1e400}         | options.polling.growth must be between 0 and 10
          "progress":"steps"                 | options.progress must be one of STEPS, STATUS
          "progress":""                      | options.progress must be one of STEPS, STATUS
          "progress":0                       | options.progress must be one of STEPS, STATUS
          "progress":{}                      | options.progress must be one of STEPS, STATUS
          "stopScope":"ALL"                  | options.stopScope must be one of TASK, TASK_AND_SESSION
          "stopScope":1                      | options.stopScope must be one of TASK, TASK_AND_SESSION
          "maxCostUsd":"abc"                 | options.maxCostUsd must be a number
          "maxCostUsd":""                    | options.maxCostUsd must be a number
          "maxCostUsd":" "                   | options.maxCostUsd must be a number
          "maxCostUsd":"NaN"                 | options.maxCostUsd must be a number
          "maxCostUsd":true                  | options.maxCostUsd must be a number
          "maxCostUsd":{}                    | options.maxCostUsd must be a number
          "maxCostUsd":1e400                 | options.maxCostUsd must be
          "maxCostUsd":0                     | options.maxCostUsd must be more than zero
          "maxCostUsd":-1                    | options.maxCostUsd must be more than zero
          "maxCostUsd":"-0.5"                | options.maxCostUsd must be more than zero
          "maxCostUsd":"1e-999999999"        | options.maxCostUsd must be more than zero
          "maxCostUsd":"1e999999999"         | options.maxCostUsd must be more than zero
          "failUnlessSuccessful":"true"      | options.failUnlessSuccessful must be true or false
          "failUnlessSuccessful":1           | options.failUnlessSuccessful must be true or false
          "maxInlineOutput":"5"              | options.maxInlineOutput must be a whole number
          "maxInlineOutput":1.5              | options.maxInlineOutput must be a whole number
          "maxInlineOutput":-1               | options.maxInlineOutput must be between 0 and 327680
          "maxInlineOutput":327681           | options.maxInlineOutput must be between 0 and 327680
          "maxInlineOutput":99999999999      | options.maxInlineOutput must be a whole number
          "collect":true                     | options.collect must be an object
          "collect":{"files":true}           | options.collect.files is not a known field
          "collect":{"logs":"true"}          | options.collect.logs must be true or false
          "collect":{"outputFiles":1}        | options.collect.outputFiles must be true or false
          "exposeLiveUrl":"yes"              | options.exposeLiveUrl must be true or false
          """)
  void everyOptionHasATypeAndBounds(String option, String words) {
    assertRefused("{\"task\":\"x\",\"options\":{" + option + "}}", words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "5", "\"x\"", "\"\"", "true", "[{}]"})
  void optionsAreAnObject(String options) {
    assertRefused("{\"task\":\"x\",\"options\":" + options + "}", "options must be an object");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"secrets\":{\"a\":[\"hunter2\"]}",
        "\"secrets\":{\"a\":{\"hunter2\":1}}",
        "\"secrets\":\"hunter2\"",
        "\"secrets\":[\"hunter2\"]",
        "\"secrets\":{\"a\":\"hunter2\"},\"secretRefs\":{\"a\":\"env:A\"}",
        "\"secretRefs\":{\"a\":\"hunter2\"}",
        "\"secretRefs\":\"hunter2\"",
        "\"opVaultId\":[\"hunter2\"]",
        "\"maxSteps\":\"hunter2\"",
        "\"vision\":[\"hunter2\"]",
        "\"extra\":{\"secrets\":{\"a\":\"hunter2\"}}",
        "\"options\":{\"timeout\":\"hunter2\"}",
        "\"options\":{\"maxCostUsd\":\"hunter2\"}",
        "\"options\":{\"progress\":\"hunter2\"}"
      })
  void noSentenceShowsAValue(String field) {
    Throwable refusal =
        catchThrowable(() -> BrowserTask.fromJson("{\"task\":\"x\"," + field + "}"));
    assertThat(refusal).isExactlyInstanceOf(IllegalArgumentException.class).hasNoCause();
    assertThat(refusal.getMessage()).doesNotContain("hunter2");
  }

  /** What costs money or does nothing is refused where it is written. (new-user 37, new-user 10) */
  @Test
  void theBuilderRefusesTheSame() {
    assertThatThrownBy(() -> BrowserTask.of(" "))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("task must be given and not be empty");
    assertThatThrownBy(() -> BrowserTask.newBuilder("x").maxSteps(0).build())
        .hasMessage("maxSteps must be at least 1, but is 0");
    assertThatThrownBy(() -> BrowserTask.newBuilder("x").timeout(Duration.ZERO).build())
        .hasMessageStartingWith("timeout must be more than zero");
    assertThatThrownBy(
            () -> BrowserTask.newBuilder("x").extra(Map.of("secretRefs", Map.of())).build())
        .hasMessageStartingWith("extra.secretRefs must be given as secretRefs");
    assertThatThrownBy(
            () -> BrowserTask.newBuilder("x").structuredOutput(Map.of("price", "number")).build())
        .hasMessageStartingWith("structuredOutput must be a JSON Schema, not an example");
  }
}
