package com.browseruse.temporal.testing.internal.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.internal.http.Json;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleValueTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"type\": \"string\"}",
        "{\"type\": \"string\", \"minLength\": 20, \"maxLength\": 30}",
        "{\"type\": \"string\", \"maxLength\": 2}",
        "{\"type\": \"string\", \"format\": \"date-time\"}",
        "{\"type\": \"integer\", \"minimum\": 7}",
        "{\"type\": \"integer\", \"minimum\": 6.5, \"maximum\": 12}",
        "{\"type\": \"integer\", \"maximum\": -3}",
        "{\"type\": \"number\", \"exclusiveMinimum\": 2, \"maximum\": 9}",
        "{\"type\": \"integer\", \"minimum\": 99999999999}",
        "{\"type\": \"boolean\"}",
        "{\"type\": \"null\"}",
        "{\"type\": [\"integer\", \"null\"]}",
        "{\"enum\": [\"red\", \"blue\"]}",
        "{\"const\": 3}",
        "{\"type\": \"integer\", \"default\": 12}",
        "{\"type\": \"array\", \"items\": {\"type\": \"integer\"}}",
        "{\"type\": \"array\", \"items\": {\"type\": \"integer\"}, \"minItems\": 3}",
        "{\"type\": \"array\", \"items\": {}, \"maxItems\": 0}",
        "{\"properties\": {\"a\": {\"type\": \"number\"}}, \"required\": [\"a\", \"b\"]}",
        "{\"anyOf\": [{\"type\": \"integer\"}, {\"type\": \"null\"}]}",
        "{\"$ref\": \"#/$defs/p\", \"$defs\": {\"p\": {\"type\": \"array\", \"minItems\": 1}}}",
        "{\"type\": \"object\", \"properties\": {\"next\": {\"$ref\": \"#\"}}}",
        "{\"type\": \"object\", \"properties\": {\"kids\": {\"type\": \"array\", \"items\": {\"$ref\": \"#\"}}},"
            + " \"required\": [\"kids\"], \"additionalProperties\": false}"
      })
  void fitsItsSchema(String schema) throws IOException {
    String sample = new SampleValue(Json.read(schema)).json().toString();
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(sample, InputFormat.JSON))
        .as(sample)
        .isEmpty();
  }

  @Test
  void aSchemaThatOnlyRefersToItselfHasAnEnd() throws IOException {
    assertThat(new SampleValue(Json.read("{\"$ref\": \"#\"}")).json().isNull()).isTrue();
  }
}
