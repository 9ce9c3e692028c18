package com.browseruse.temporal.activities.internal.results;

import com.browseruse.temporal.activities.internal.results.SchemaValidation.Judgement;
import com.browseruse.temporal.activities.internal.results.SchemaValidation.Verdict;
import com.browseruse.temporal.task.OutputSchema;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An output that was asked to follow a JSON Schema: as JSON if it does, or if nobody can tell; and
 * a sentence if it does not, or was not checked.
 *
 * @param size the bytes that the JSON takes; 0 without
 */
record StructuredOutput(@Nullable JsonNode json, int size, @Nullable String problem) {
  /** Jackson writes 1000 levels, and what surrounds the output adds some. */
  private static final int MOST_LEVELS = 500;

  /** What is longer cannot fit into a history as JSON, unless it is mostly blanks. */
  private static final int LONGEST = 1024 * 1024;

  /** A number with more decimals is none that other readers can hold, and slow to compare. */
  private static final int MOST_DECIMALS = 1000;

  private static final String NULL = "structuredOutput is null: ";

  /** What marks a text as UTF-8. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final String FENCE = "```";

  /** Keeps numbers as they were written. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  /**
   * Reads an output. The schema is an object, or the same as text. The JSON may stand after a
   * byte-order mark, in one Markdown fence, or in one JSON string.
   */
  static StructuredOutput read(@Nullable String output, Object schema) {
    if (output == null) {
      return none("the task has no output");
    }
    if (output.length() > LONGEST) {
      return none(
          "the output has "
              + output.length()
              + " characters, of which at most "
              + LONGEST
              + " are read as JSON");
    }
    String text = output.startsWith(BYTE_ORDER_MARK) ? output.substring(1) : output;
    JsonNode json = parse(text);
    if (json == null) {
      json = parse(inFence(text));
    }
    if (json == null) {
      return none("the output is not JSON");
    }
    if (isDeeper(json, MOST_LEVELS)) {
      return none("the output is nested more than " + MOST_LEVELS + " levels deep");
    }
    if (hasOddNumber(json)) {
      return none("the output holds a number that is out of range");
    }
    JsonNode rules;
    try {
      rules = MAPPER.valueToTree(OutputSchema.standard(plain(schema)));
    } catch (IllegalArgumentException e) {
      return unchecked(json, String.valueOf(e.getMessage()));
    }
    Judgement judgement = SchemaValidation.judge(json, rules);
    if (judgement.verdict() == Verdict.BREAKS && json.isTextual()) {
      JsonNode inner = parse(json.textValue());
      if (inner != null
          && inner.isContainerNode()
          && !isDeeper(inner, MOST_LEVELS)
          && !hasOddNumber(inner)) {
        json = inner;
        judgement = SchemaValidation.judge(json, rules);
      }
    }
    return switch (judgement.verdict()) {
      case FOLLOWS -> of(json, null);
      case BREAKS -> none("the output does not follow its schema at " + judgement.detail());
      case UNKNOWN -> unchecked(json, String.valueOf(judgement.detail()));
    };
  }

  /** The same without its JSON, if a history that has so many bytes for it cannot hold it. */
  StructuredOutput within(int room) {
    return size > room
        ? none("as JSON it has " + size + " bytes, which is more than maxInlineOutput " + room)
        : this;
  }

  /** The output in plain Java types. */
  @Nullable Object value() {
    return json == null ? null : MAPPER.convertValue(json, Object.class);
  }

  private static StructuredOutput none(String why) {
    return new StructuredOutput(null, 0, NULL + why);
  }

  private static StructuredOutput unchecked(JsonNode json, String why) {
    return of(json, "structuredOutput was not checked against its schema: " + why);
  }

  private static StructuredOutput of(JsonNode json, @Nullable String problem) {
    try {
      return new StructuredOutput(json, MAPPER.writeValueAsBytes(json).length, problem);
    } catch (JsonProcessingException e) {
      // Nobody could hand it on, so that it is as good as none.
      return none("the output cannot be written as JSON again");
    }
  }

  private static Object plain(Object schema) {
    return schema instanceof JsonNode node ? MAPPER.convertValue(node, Object.class) : schema;
  }

  /** What stands in the fence of a text, whatever is said around it; null without one. */
  private static @Nullable String inFence(String text) {
    int start = text.indexOf(FENCE) + FENCE.length();
    int end = text.lastIndexOf(FENCE);
    if (end < start) {
      return null;
    }
    // The name of a language.
    while (start < end && Character.isLetterOrDigit(text.charAt(start))) {
      start++;
    }
    return text.substring(start, end);
  }

  private static boolean hasOddNumber(JsonNode json) {
    for (JsonNode child : json) {
      if (hasOddNumber(child)) {
        return true;
      }
    }
    if (!json.isBigDecimal()) {
      return false;
    }
    BigDecimal number = json.decimalValue();
    return !Double.isFinite(number.doubleValue()) || number.scale() > MOST_DECIMALS;
  }

  private static boolean isDeeper(JsonNode json, int levels) {
    if (levels == 0) {
      return json.isContainerNode();
    }
    for (JsonNode child : json) {
      if (isDeeper(child, levels - 1)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable JsonNode parse(@Nullable String text) {
    try {
      JsonNode json = text == null ? null : MAPPER.readTree(text);
      return json == null || json.isMissingNode() ? null : json;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
