package com.browseruse.temporal.activities.internal.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredOutputTest {
  private static final String SCHEMA =
      """
      {"type": "object", "required": ["price"], "properties": {"price": {"type": "number"}}}
      """;

  @Test
  void anOutputThatFollowsTheSchemaIsRead() throws Exception {
    assertThat(read("{\"price\": 1.19}").value()).isEqualTo(Map.of("price", 1.19));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "milk costs 1.19",
        "{\"price\": 1.19} or so",
        "{\"price\": \"1.19\"}",
        "{}",
        "[]"
      })
  void anyOtherOutputIsNot(String output) throws Exception {
    assertThat(read(output)).isNull();
  }

  @Test
  void aSchemaInTextCountsAsWell() {
    assertThat(StructuredOutput.read("{\"price\": 1}", SCHEMA)).isNotNull();
    assertThat(StructuredOutput.read("{\"price\": null}", SCHEMA)).isNull();
  }

  @Test
  void aSchemaThatCannotBeAppliedJudgesNothing() throws Exception {
    JsonNode remote = new ObjectMapper().readTree("{\"$ref\": \"http://127.0.0.1:1/schema.json\"}");
    assertThat(StructuredOutput.read("{\"a\": 1}", remote)).isNotNull();
    assertThat(StructuredOutput.read("{\"a\": 1}", "not a schema")).isNotNull();
  }

  private static StructuredOutput read(String output) throws Exception {
    return StructuredOutput.read(output, new ObjectMapper().readTree(SCHEMA));
  }
}
