package com.browseruse.temporal.workflows.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.OutputSchema;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.temporal.failure.ApplicationFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A record as a JSON Schema, and JSON as that record. */
class TypedOutputTest {
  enum Unit {
    PIECE,
    @JsonProperty("kilogram")
    KILO
  }

  record Item(String name, int count, BigDecimal price, Unit unit) {}

  @JsonClassDescription("A bill as it was printed")
  record Invoice(
      @JsonPropertyDescription("with its letters") String number,
      LocalDate date,
      List<Item> items,
      @JsonProperty("total_usd") BigDecimal total,
      boolean paid,
      Optional<String> note,
      OptionalInt copies,
      @Nullable Instant paidAt) {}

  record Numbers(double one, Double two, float three, long four, BigDecimal exact) {}

  record Others(
      Currency currency,
      YearMonth month,
      Duration term,
      Map<String, Integer> counts,
      Others @Nullable [] inner) {}

  record Positive(int value) {
    Positive {
      if (value < 1) {
        throw new IllegalArgumentException("value must be at least 1");
      }
    }
  }

  private static final String MILK =
      """
      {"name": "milk", "count": 2, "price": 1.10, "unit": "kilogram"}\
      """;

  private static final String JSON =
      """
      {"number": "A-1", "date": "2026-11-26", "items": [%s], "total_usd": 2.200, "paid": true,
       "note": null, "seller": "nobody asked"}\
      """
          .formatted(MILK);

  private static <T> T read(String json, Class<T> type) {
    return result(json).structuredOutputAs(type);
  }

  private static BrowserTaskResult result(String structuredOutput) {
    return BrowserTaskResult.fromJson(
        """
        {"outcome": "SUCCEEDED", "output": "as it came", "structuredOutput": %s}\
        """
            .formatted(structuredOutput));
  }

  private static ApplicationFailure refusal(String json, Class<?> type) {
    return catchThrowableOfType(ApplicationFailure.class, () -> read(json, type));
  }

  @Test
  void aRecordIsASchemaOfItsComponentsInTheirOrder() {
    assertThat(PlainJson.write(TypeSchemas.of(Invoice.class)))
        .isEqualTo(
            """
            {"type":"object","properties":{\
            "number":{"type":"string","description":"with its letters"},\
            "date":{"type":"string","format":"date"},\
            "items":{"type":"array","items":{"type":"object","properties":{\
            "name":{"type":"string"},"count":{"type":"integer"},"price":{"type":"number"},\
            "unit":{"enum":["PIECE","kilogram"],"type":"string"}},\
            "required":["name","count","price","unit"]}},\
            "total_usd":{"type":"number"},\
            "paid":{"type":"boolean"},\
            "note":{"type":["string","null"]},\
            "copies":{"type":["integer","null"]},\
            "paidAt":{"type":["string","null"],"format":"date-time"}},\
            "required":["number","date","items","total_usd","paid"],\
            "description":"A bill as it was printed"}\
            """);
  }

  @Test
  void whatIsTextInJsonIsTextInTheSchemaAndARecordMayHoldItself() {
    String schema = PlainJson.write(TypeSchemas.of(Others.class));
    assertThat(schema)
        .contains("\"currency\":{\"type\":\"string\"}", "\"month\":{\"type\":\"string\"}", "$ref");
    OutputSchema.check(schema);
    assertThat(
            read(
                    """
                    {"currency": "EUR", "month": "2026-11", "term": "P30D", "counts": {"a": 1},
                     "inner": [{"currency": "USD", "month": "2026-12", "term": "PT1H", "counts": {}}]}\
                    """,
                    Others.class)
                .inner()[0]
                .currency())
        .isEqualTo(Currency.getInstance("USD"));
  }

  @Test
  void aSchemaIsMadeOnce() {
    assertThat(TypeSchemas.of(Invoice.class)).isSameAs(TypeSchemas.of(Invoice.class));
  }

  @Test
  void aTaskAsksForIt() {
    BrowserTask task = BrowserTask.newBuilder("Read the bill").output(Invoice.class).build();
    assertThat(task.request().structuredOutput()).isEqualTo(TypeSchemas.of(Invoice.class));
    assertThat(BrowserTask.fromJson(task.toJson())).isEqualTo(task);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {String.class, int.class, List.class, Unit.class, Object.class, int[].class})
  void anythingButAnObjectIsRefused(Class<?> type) {
    assertThatThrownBy(() -> BrowserTask.newBuilder("Read").output(type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "output must be a record or a class with fields, such as a record that holds a list,"
                + " but is "
                + type.getSimpleName());
  }

  @Test
  void anOutputBecomesTheRecordWithAllDigits() {
    Invoice invoice = read(JSON, Invoice.class);
    assertThat(invoice)
        .isEqualTo(
            new Invoice(
                "A-1",
                LocalDate.of(2026, 11, 26),
                List.of(new Item("milk", 2, new BigDecimal("1.10"), Unit.KILO)),
                new BigDecimal("2.200"),
                true,
                Optional.empty(),
                OptionalInt.empty(),
                null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'2026-11-26' | '26.11.2026' | date must be a LocalDate",
        "'kilogram' | 'stone' | items[0].unit must be a Unit",
        "\"count': 2\" | \"count': 'two'\" | items[0].count must be a int",
        "'A-1' | ['A-1'] | number must be a String",
        "\"paid': true\" | \"paid': null\" | paid must be a boolean"
      })
  void aMismatchNamesThePlaceAndKeepsTheOutput(String right, String wrong, String complaint) {
    String json = JSON.replace(right.replace('\'', '"'), wrong.replace('\'', '"'));
    assertThat(json).isNotEqualTo(JSON);
    ApplicationFailure failure = refusal(json, Invoice.class);
    assertThat(failure.getType()).isEqualTo(FailureTypes.STRUCTURED_OUTPUT_INVALID);
    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(failure.getOriginalMessage())
        .isEqualTo("structuredOutput is no Invoice: " + complaint);
    BrowserTaskEvidence evidence = failure.getDetails().get(BrowserTaskEvidence.class);
    assertThat(evidence.result().output()).isEqualTo("as it came");
  }

  @Test
  void aRecordMayComplainItself() {
    assertThat(refusal("{\"value\": 0}", Positive.class).getOriginalMessage())
        .isEqualTo("structuredOutput is no Positive: value must be at least 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"Infinity\"", "\"NaN\"", "\"1.5\"", "1e999", "null"})
  void noNumberIsMadeUp(String number) {
    String json = "{\"one\": 1.5, \"two\": 2, \"three\": 3, \"four\": 4, \"exact\": 1.000}";
    Numbers numbers = read(json, Numbers.class);
    assertThat(numbers).isEqualTo(new Numbers(1.5, 2.0, 3f, 4, new BigDecimal("1.000")));
    for (String name : List.of("one", "three", "four")) {
      String odd = json.replaceFirst("\"" + name + "\": [^,]+", "\"" + name + "\": " + number);
      assertThat(refusal(odd, Numbers.class).getOriginalMessage()).contains(name + " ");
    }
  }

  @Test
  void anOutputThatIsMissingSaysWhy() {
    BrowserTaskResult result =
        BrowserTaskResult.fromJson(
            """
            {"outcome": "SUCCEEDED", "output": "no JSON",
             "warnings": ["other", "structuredOutput is null: the output is not JSON"]}\
            """);
    assertThatThrownBy(() -> result.structuredOutputAs(Invoice.class))
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining("structuredOutput is null: the output is not JSON");
  }
}
