package com.browseruse.temporal.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no schema is refused before a task is paid for (new-user 3). */
class OutputSchemaTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "true",
        "{\"type\":\"object\"}",
        "{\"type\":[\"string\",\"null\"]}",
        "{\"type\":\"OBJECT\"}",
        "{\"title\":\"All\",\"x-order\":1}",
        "{\"$ref\":\"#/definitions/a\",\"definitions\":{\"a\":{}}}",
        "{\"items\":[{\"type\":\"number\"},true]}",
        "{\"properties\":{\"type\":{\"type\":\"string\"},\"properties\":{}}}",
        "{\"const\":{\"type\":5},\"default\":{\"items\":5},\"enum\":[{\"type\":5}]}"
      })
  void aSchemaIsTaken(String schema) {
    assertThatCode(() -> OutputSchema.check(schema)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'nonsense'}|structuredOutput.type must be one of object, array, string,",
        "{'type':[5]}|structuredOutput.type must be one of",
        "{'properties':{'a':{'type':'text'}}}|structuredOutput.properties.a.type must be one of",
        "{'properties':{'price':'number'}}|structuredOutput.properties.price must be a JSON Schema:"
            + " an",
        "{'properties':5}|structuredOutput.properties must be an object",
        "{'anyOf':{}}|structuredOutput.anyOf must be a list",
        "{'anyOf':[{},{'items':5}]}|structuredOutput.anyOf[1].items must be a JSON Schema: an"
            + " object",
        "{'price':'number'}|structuredOutput must be a JSON Schema, not an example of the output",
        "{'name':'Price','strict':true,'schema':{}}|structuredOutput must be a JSON Schema, not an"
            + " env",
        "{'type':'json_schema','json_schema':{'schema':{}}}|structuredOutput must be a JSON Schema,"
            + " not an e",
        "'{}'|structuredOutput must be a JSON Schema, but is text within text",
        "{'type'|structuredOutput must be a JSON Schema, but its text is not JSON",
        "[]|structuredOutput must be a JSON Schema: an object, true or false",
        "5|structuredOutput must be a JSON Schema: an object, true or false",
        "null|structuredOutput must be a JSON Schema: an object, true or false"
      })
  void whatIsNoneIsRefusedByItsPlace(String schema, String sentence) {
    assertThatThrownBy(() -> OutputSchema.check(schema.replace('\'', '"')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  void whatIsTooLargeOrTooDeepIsRefused() {
    assertThatThrownBy(() -> OutputSchema.check(Map.of("description", "x".repeat(262_144))))
        .hasMessage("structuredOutput must have at most 262144 bytes as JSON, but has 262162");
    assertThatThrownBy(() -> OutputSchema.check("{\"not\":".repeat(501) + "true" + "}".repeat(501)))
        .hasMessage("structuredOutput must not be nested more than 500 levels deep");
    assertThatCode(() -> OutputSchema.check("{\"not\":".repeat(490) + "true" + "}".repeat(490)))
        .doesNotThrowAnyException();
  }

  @Test
  void aLongNameMakesNoLongSentence() {
    String schema = "{\"properties\":{\"" + "n".repeat(100_000) + "\":{\"type\":5}}}";
    assertThatThrownBy(() -> OutputSchema.check(schema))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
  }
}
