package com.browseruse.temporal.activities.internal.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task was paid for: no schema, however odd, may hide its output behind a failure. */
class OddSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OUTPUT = "{\"a\":{\"a\":[1,\"x\",null]}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "5",
        "[]",
        "\"x\"",
        "\"{\"",
        "\"null\"",
        "\"\"",
        "{\"$ref\":\"#\"}",
        "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"$ref\":\"#/$defs/a\"}}}",
        "{\"$ref\":\"#/nowhere\"}",
        "{\"$ref\":5}",
        "{\"$ref\":\"https://schemas.example.com/x.json\"}",
        "{\"$ref\":\"file:///etc/hostname\"}",
        "{\"$ref\":\"classpath:/logback-test.xml\"}",
        "{\"$ref\":\"::not a uri::\"}",
        "{\"$dynamicRef\":\"#x\"}",
        "{\"$schema\":\"https://schemas.example.com/meta\"}",
        "{\"$schema\":5}",
        "{\"$schema\":\"::\"}",
        "{\"$id\":\"::not a uri::\"}",
        "{\"$id\":5}",
        "{\"$anchor\":5}",
        "{\"$vocabulary\":5}",
        "{\"type\":5}",
        "{\"type\":\"nothing\"}",
        "{\"type\":[]}",
        "{\"type\":[5,{}]}",
        "{\"properties\":5}",
        "{\"properties\":{\"a\":5}}",
        "{\"properties\":{\"a\":null}}",
        "{\"properties\":{\"a\":{\"properties\":{\"a\":{\"items\":5}}}}}",
        "{\"patternProperties\":{\"(\":{}}}",
        "{\"propertyNames\":{\"pattern\":\"(\"}}",
        "{\"propertyNames\":{\"pattern\":5}}",
        "{\"propertyNames\":{\"format\":\"regex\"}}",
        "{\"required\":5}",
        "{\"required\":[5]}",
        "{\"required\":{\"a\":1}}",
        "{\"additionalProperties\":5}",
        "{\"unevaluatedProperties\":5}",
        "{\"minProperties\":\"x\"}",
        "{\"minProperties\":1e400}",
        "{\"maxProperties\":-1}",
        "{\"dependentRequired\":5}",
        "{\"dependentSchemas\":{\"a\":5}}",
        "{\"allOf\":5}",
        "{\"anyOf\":[]}",
        "{\"oneOf\":{}}",
        "{\"not\":5}",
        "{\"if\":5,\"then\":5}",
        "{\"enum\":5}",
        "{\"const\":null}",
        "{\"$defs\":5}",
        "{\"definitions\":[]}",
        "{\"contentSchema\":5}",
        "{\"format\":5}",
        "{\"unknown\":{\"$ref\":\"#\"}}"
      })
  void noSchemaFailsTheReading(String schema) throws Exception {
    JsonNode node = JSON.readTree(schema);
    assertThatCode(() -> StructuredOutput.read(OUTPUT, node)).doesNotThrowAnyException();
    assertThatCode(() -> StructuredOutput.read(OUTPUT, schema)).doesNotThrowAnyException();
    StructuredOutput read = StructuredOutput.read(OUTPUT, schema);
    assertThat(read.json() == null && read.problem() == null).as("a word about it").isFalse();
  }

  @Test
  void nestedAsDeepAsAnInputMayBeItStillReads() throws Exception {
    String open = "{\"properties\":{\"a\":";
    JsonNode schema = JSON.readTree(open.repeat(249) + "true" + "}}".repeat(249));
    String output = "{\"a\":".repeat(490) + "1" + "}".repeat(490);
    assertThat(StructuredOutput.read(output, schema).json()).isNotNull();
  }

  @Test
  void aSchemaOfItselfIsFollowedToTheDepthOfTheOutput() throws Exception {
    JsonNode schema = JSON.readTree("{\"additionalProperties\":{\"$ref\":\"#\"}}");
    String output = "{\"a\":".repeat(490) + "1" + "}".repeat(490);
    assertThat(StructuredOutput.read(output, schema).json()).isNotNull();
  }
}
