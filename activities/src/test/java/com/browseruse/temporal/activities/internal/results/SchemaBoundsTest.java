package com.browseruse.temporal.activities.internal.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A schema comes from the caller, and must not cost a worker its time or its heap. */
class SchemaBoundsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The schema of X5: 2.5 KB, and 2^34 ways through it. */
  static String doubling(int levels) {
    StringBuilder schema = new StringBuilder("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");
    for (int i = 0; i < levels - 1; i++) {
      String next = "{\"$ref\":\"#/$defs/d" + (i + 1) + "\"}";
      schema.append("\"d%d\":{\"anyOf\":[%s,%s]},".formatted(i, next, next));
    }
    return schema + "\"d" + (levels - 1) + "\":{\"type\":\"string\"}}}";
  }

  /** A filter language as people write it, without a discriminator; and one wrong leaf. */
  static String filters() {
    return """
    {"$ref": "#/$defs/Filter", "$defs": {
      "Filter": {"anyOf": [{"$ref": "#/$defs/And"}, {"$ref": "#/$defs/Or"},
                           {"$ref": "#/$defs/Not"}, {"$ref": "#/$defs/Leaf"}]},
      "And": {"type": "object", "required": ["items"],
              "properties": {"items": {"type": "array", "items": {"$ref": "#/$defs/Filter"}}}},
      "Or": {"type": "object", "required": ["items"],
             "properties": {"items": {"type": "array", "items": {"$ref": "#/$defs/Filter"}}}},
      "Not": {"type": "object", "required": ["items"],
              "properties": {"items": {"type": "array", "items": {"$ref": "#/$defs/Filter"}}}},
      "Leaf": {"type": "object", "required": ["field", "value"],
               "properties": {"field": {"type": "string"}, "value": {"type": "string"}}}}}
    """;
  }

  static String filter(int levels) {
    return "{\"items\":[".repeat(levels) + "{\"field\":\"a\",\"value\":1}" + "]}".repeat(levels);
  }

  /** What {@link #nothingOfItFillsTheHeap} runs: prints what came of each. */
  public static void main(String[] arguments) {
    StringBuilder wide = new StringBuilder("[0");
    for (int i = 1; i < 100_000; i++) {
      wide.append(',').append(i);
    }
    String numbers = wide.append(']').toString();
    print("doubling", StructuredOutput.read("5", doubling(34)));
    print("filters", StructuredOutput.read(filter(13), filters()));
    print("deep filters", StructuredOutput.read(filter(150), filters()));
    print("counts", StructuredOutput.read("\"aaaa\"", pattern("(((a{0,1000}){0,1000}){0,1000})b")));
    print("huge", StructuredOutput.read("[" + "{},".repeat(6_000_000) + "{}]", "true"));
    print("unique", StructuredOutput.read(numbers, "{\"uniqueItems\":true}"));
    print(
        "unions",
        StructuredOutput.read(
            numbers,
            "{\"items\":{\"oneOf\":[{\"type\":\"string\"},{\"type\":\"null\"},{\"type\":\"number\"}]}}"));
  }

  private static void print(String what, StructuredOutput output) {
    System.out.println(
        what + ": " + (output.json() != null) + ", " + (output.problem() == null ? "checked" : ""));
  }

  /** In a heap that a worker with 512 MiB can spare (X5). */
  @Test
  @Timeout(120)
  @Tag("sweep")
  void nothingOfItFillsTheHeap(@TempDir Path dir) throws Exception {
    Path output = dir.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                SchemaBoundsTest.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("nothing hangs").isTrue();
    } finally {
      process.destroyForcibly();
    }
    List<String> lines =
        Files.readAllLines(output).stream().filter(line -> line.contains(": ")).toList();
    assertThat(lines)
        .contains("doubling: true, ", "filters: true, ", "unique: true, checked")
        .contains("unions: true, checked", "counts: false, ", "huge: false, ")
        .anyMatch(line -> line.startsWith("deep filters: "));
  }

  /** The pattern of core 17, which ran for ever; RE2/J takes no time for it. */
  @Test
  @Timeout(20)
  void aPatternThatWouldHangIsJudged() {
    assertThat(StructuredOutput.read(text("a".repeat(34)), pattern("^(.*a){20}$")).problem())
        .isNull();
    assertThat(StructuredOutput.read(text("a".repeat(34)), pattern("^(.*b){20}$")).problem())
        .contains("at the root (pattern)");
  }

  /** One that RE2/J does not know is given up in time (core 17). */
  @Test
  @Timeout(20)
  @Tag("sweep")
  void aPatternThatLooksAheadAndWouldHangIsGivenUp() {
    StructuredOutput read =
        StructuredOutput.read(text("a".repeat(34)), pattern("^(?!b)(.*a){20}c$"));
    assertThat(read.json()).isNotNull();
    assertThat(read.problem()).contains("it takes more than 5 s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "^(?!\\.)(?!.*\\.\\.)([A-Za-z0-9_'+\\-\\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\\-]*\\.)+[A-Za-z]{2,}$"
            + "|a.b@c.example|true",
        "^(?!\\.)(?!.*\\.\\.)([A-Za-z0-9_'+\\-\\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\\-]*\\.)+[A-Za-z]{2,}$"
            + "|.a@c.example|false",
        "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
            + "|11111111-2222-4333-8444-555555555555|true",
        "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$|1|false",
        "b|abc|true",
        "^\\u0041$|A|true",
        "^(a)\\1$|aa|true",
        "^(a)\\1$|ab|false"
      })
  void patternsAreThoseOfEcmaScript(String pattern, String text, boolean matches) {
    assertThat(StructuredOutput.read(text(text), pattern(pattern)).json() != null)
        .isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[^]", "\\p{Script_Extensions=Greek}"})
  void aPatternThatNobodyKnowsIsLeftOutAndNamed(String pattern) {
    StructuredOutput read = StructuredOutput.read("\"x\"", pattern(pattern));
    assertThat(read.json()).isNotNull();
    assertThat(read.problem()).contains("cannot apply the pattern " + pattern);
  }

  private static JsonNode pattern(String pattern) {
    return JSON.createObjectNode().put("pattern", pattern);
  }

  private static String text(String text) {
    return JSON.getNodeFactory().textNode(text).toString();
  }
}
