package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** No check of ours loses an answer that was paid for. */
class WholeStructuredOutputTest extends WholeTestBase {
  private static final String SCHEMA =
      "{\"type\":\"object\",\"required\":[\"price\"],\"properties\":{\"price\":{\"type\":\"number\"}}}";

  /** (new-user 3, api 16) */
  @Test
  void anOutputThatBreaksItsSchemaIsToldOf() {
    BrowserTaskResult result = resultOf("The price is about one euro.", SCHEMA);
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(result.output()).isEqualTo("The price is about one euro.");
    assertThat(result.structuredOutput()).isNull();
    assertThat(result.warnings())
        .containsExactly("structuredOutput is null: the output is not JSON");
  }

  /** (new-user 3) */
  @Test
  void whereSuccessIsAskedForItFailsTheRunWithTheSameWords() {
    play(halfAMinute().output("{\"price\":\"1\"}"));
    start(options -> options.structuredOutput(SCHEMA).failUnlessSuccessful(true));
    assertThat(failure(FailureTypes.STRUCTURED_OUTPUT_INVALID).getOriginalMessage())
        .isEqualTo(
            "structuredOutput is null: the output does not follow its schema at /price (type)");
    assertThat(facts(failure()).result().output()).isEqualTo("{\"price\":\"1\"}");
  }

  /** (X6) */
  @Test
  void aFenceIsUnderstoodAndTheRawOutputKept() {
    BrowserTaskResult result = resultOf("```json\n{\"price\":1}\n```", SCHEMA);
    assertThat(result.structuredOutputAsMap()).containsEntry("price", 1);
    assertThat(result.output()).isEqualTo("```json\n{\"price\":1}\n```");
    assertThat(result.warnings()).isEmpty();
  }

  /** (X7) */
  @Test
  void numbersKeepTheirDigitsAllTheWay() {
    play(halfAMinute().output("{\"price\":0.1234567890123456789012345}"));
    BrowserTaskResult result =
        BrowserTasks.create(env.getWorkflowClient())
            .start(
                "digits",
                BrowserTask.newBuilder(TASK)
                    .structuredOutput(SCHEMA)
                    .failUnlessSuccessful(true)
                    .build())
            .result();
    assertThat(result.structuredOutputAsMap())
        .containsEntry("price", new BigDecimal("0.1234567890123456789012345"));
  }

  /** (X5) */
  @Test
  void whatCannotBeCheckedIsGivenAsItIs() {
    String pattern = "{\"pattern\":\"^(?!b)(.*a){20}c$\"}";
    play(halfAMinute().output("\"" + "a".repeat(34) + "\""));
    start(options -> options.structuredOutput(pattern).failUnlessSuccessful(true));
    BrowserTaskResult result = succeeded();
    assertThat(result.structuredOutput()).isEqualTo("a".repeat(34));
    assertThat(result.warnings())
        .containsExactly(
            "structuredOutput was not checked against its schema: it takes more than 5 s, or too"
                + " much memory");
  }

  @Test
  void aTaskThatFailedOwesNoOutput() {
    play(halfAMinute().outcome(Scenario.Outcome.FAILED).output(null));
    start(options -> options.structuredOutput(SCHEMA));
    assertThat(result().warnings()).isEmpty();
  }

  private BrowserTaskResult resultOf(String output, String schema) {
    play(halfAMinute().output(output));
    start(options -> options.structuredOutput(schema));
    return result();
  }
}
