package com.browseruse.temporal.activities.internal.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredOutputTest {
  private static final String SCHEMA =
      """
      {"type": "object", "required": ["price"], "properties": {"price": {"type": "number"}}}
      """;

  @Test
  void anOutputThatFollowsTheSchemaIsRead() throws Exception {
    assertThat(read("{\"price\": 1.19}").value())
        .isEqualTo(Map.of("price", new BigDecimal("1.19")));
    assertThat(read("{\"price\": 1.19}").problem()).isNull();
  }

  /** What it is instead is told (new-user 3). */
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
    assertThat(read(output).json()).isNull();
    assertThat(read(output).problem()).startsWith("structuredOutput is null: the ");
  }

  @Test
  void thePlaceThatBreaksTheSchemaIsNamedWithoutItsValue() throws Exception {
    assertThat(read("{\"price\": \"secret\"}").problem())
        .isEqualTo(
            "structuredOutput is null: the output does not follow its schema at /price (type)");
    assertThat(read("{}").problem())
        .isEqualTo(
            "structuredOutput is null: the output does not follow its schema at the root"
                + " (required)");
  }

  @Test
  void aSchemaInTextCountsAsWell() {
    assertThat(StructuredOutput.read("{\"price\": 1}", SCHEMA).json()).isNotNull();
    assertThat(StructuredOutput.read("{\"price\": null}", SCHEMA).json()).isNull();
  }

  @Test
  void aSchemaThatCannotBeAppliedJudgesNothingAndIsNamed() throws Exception {
    JsonNode remote = new ObjectMapper().readTree("{\"$ref\": \"http://127.0.0.1:1/schema.json\"}");
    for (Object schema : new Object[] {remote, "not a schema"}) {
      StructuredOutput read = StructuredOutput.read("{\"a\": 1}", schema);
      assertThat(read.json()).isNotNull();
      assertThat(read.problem()).startsWith("structuredOutput was not checked against its schema");
    }
  }

  /** What people meet in answers of models is understood, once (X6, api 16). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "```json\n{\"price\":1}\n```",
        "```\r\n{\"price\":1}\r\n```",
        "```{\"price\":1}```",
        "Here is the price:\n\n```json\n{\"price\":1}\n```\nAnything else?",
        "\uFEFF{\"price\":1}",
        "\uFEFF```json\n{\"price\":1}\n```",
        "\"{\\\"price\\\":1}\"",
        " {\"price\":1}\n"
      })
  void aFenceAByteOrderMarkAndAStringAreUnderstood(String output) throws Exception {
    assertThat(read(output).value()).isEqualTo(Map.of("price", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```json\n{\"price\":1}\n```\nor\n```json\n{\"price\":2}\n```",
        "\"\\\"{\\\\\\\"price\\\\\\\":1}\\\"\"",
        "```",
        "``````",
        "```json\n```"
      })
  void whatIsNotClearIsNotGuessed(String output) throws Exception {
    assertThat(read(output).json()).isNull();
  }

  @Test
  void aStringThatFollowsTheSchemaStaysAString() {
    assertThat(StructuredOutput.read("\"{}\"", "{\"type\":\"string\"}").value()).isEqualTo("{}");
  }

  /** Numbers keep their digits, also on the way through Temporal (X7). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.1234567890123456789012345",
        "1.10",
        "9007199254740993",
        "123456789012345678901234567890",
        "1E+2",
        "0.1"
      })
  void numbersKeepTheirDigits(String number) throws Exception {
    StructuredOutput read = read("{\"price\": " + number + "}");
    Payload payload =
        DefaultDataConverter.newDefaultInstance().toPayload(read.value()).orElseThrow();
    assertThat(payload.getData().toStringUtf8()).isEqualTo("{\"price\":" + number + "}");
  }

  /** Most readers would make Infinity of them, or 0, or nothing in time (X7). */
  @ParameterizedTest
  @ValueSource(strings = {"1e999", "-1e999", "1e999999999", "1e-999999999"})
  void aNumberOutOfRangeIsNeverAnother(String number) throws Exception {
    StructuredOutput read = read("{\"price\": " + number + "}");
    assertThat(read.json()).isNull();
    assertThat(read.problem()).contains("a number that is out of range");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'enum':[1.5,2]}|1.50|true",
        "{'enum':[1.5,2]}|1.51|false",
        "{'const':0.1}|0.1|true",
        "{'multipleOf':0.01}|0.07|true",
        "{'type':'integer'}|3.0|true",
        "{'type':'integer','maximum':9007199254740991}|9007199254740993|false",
        "{'minimum':-1e-400}|0|true"
      })
  void numbersAreJudgedByTheirValue(String schema, String output, boolean follows) {
    assertThat(StructuredOutput.read(output, schema.replace('\'', '"')).json() != null)
        .isEqualTo(follows);
  }

  /** Types in capitals, and nullable, as schemas for OpenAPI and Gemini have them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'OBJECT','properties':{'fee':{'type':'NUMBER','nullable':true}}}|{'fee':null}|true",
        "{'type':'OBJECT','properties':{'fee':{'type':'NUMBER','nullable':true}}}|{'fee':1.5}|true",
        "{'type':'OBJECT','properties':{'fee':{'type':'NUMBER','nullable':true}}}|{'fee':'1'}|false",
        "{'type':'OBJECT','properties':{'fee':{'type':'NUMBER'}}}|{'fee':null}|false",
        "{'properties':{'type':{'type':'STRING'},'nullable':{'type':'BOOLEAN'}}}|{'type':'a'}|true",
        "{'properties':{'type':{'type':'STRING'},'nullable':{'type':'BOOLEAN'}}}|{'type':1}|false",
        "{'type':'string','nullable':true,'enum':['a']}|null|true",
        "{'$ref':'#/$defs/a','nullable':true,'$defs':{'a':{'type':'string'}}}|null|true",
        "{'$ref':'#/$defs/a','nullable':true,'$defs':{'a':{'type':'string'}}}|1|false",
        "{'anyOf':[{'type':'STRING'}],'nullable':true}|null|true",
        "{'const':['OBJECT']}|['OBJECT']|true"
      })
  void theWordsOfOpenApiAreUnderstood(String schema, String output, boolean follows) {
    assertThat(
            StructuredOutput.read(output.replace('\'', '"'), schema.replace('\'', '"')).json()
                != null)
        .isEqualTo(follows);
  }

  private static StructuredOutput read(String output) throws Exception {
    return StructuredOutput.read(output, new ObjectMapper().readTree(SCHEMA));
  }
}
