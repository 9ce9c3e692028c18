package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON of callers. Since a slip in an input costs money or does nothing silently, a name that
 * is given twice, text after the end, every wrong type and every unknown field (unless a type lets
 * it pass) is refused with an {@link IllegalArgumentException} whose sentence names the field, and
 * never its value. What is read is plain Java: maps, lists, text, booleans and numbers, of which
 * one with a point is a {@link BigDecimal}.
 */
public final class StrictJson {
  /** The most levels of what is read: it must be writable again, some levels deeper. */
  public static final int MOST_LEVELS = 500;

  /** How Temporal names nothing. */
  private static final String NULL_ENCODING = "binary/null";

  /** A number with more decimals is none that other readers can hold. */
  private static final int MOST_DECIMALS = 1000;

  private static final ObjectMapper MAPPER = mapper();
  private static final JavaType TEXTS =
      MAPPER.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, String.class);

  private StrictJson() {}

  /** Parses JSON text in UTF-8, nested at most {@link #MOST_LEVELS} deep. */
  public static @Nullable Object parse(byte[] json) {
    try {
      return shallow(MAPPER.readValue(json, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(JsonProblem.ofText(e));
    } catch (IOException e) {
      throw new IllegalStateException("reading bytes does no I/O", e);
    }
  }

  /**
   * Parses a payload by the name of its encoding: null for the null of any of them; refuses what is
   * no JSON.
   */
  public static @Nullable Object parse(String encoding, byte[] data) {
    if (encoding.equals(NULL_ENCODING)) {
      return null;
    }
    if (!encoding.startsWith("json/")) {
      throw new IllegalArgumentException(
          "input must be JSON, but is encoded as "
              + shorten(encoding)
              + ", which this worker cannot read");
    }
    return parse(data);
  }

  /** {@return plain Java of a value that any mapper has read, as deep as {@link #parse} takes} */
  public static @Nullable Object plain(@Nullable Object value) {
    return shallow(MAPPER.convertValue(value, Object.class));
  }

  /** Makes a value of plain Java; the path stands before the names of its fields in sentences. */
  public static <T> T convert(@Nullable Object json, Class<T> type, String path) {
    return convert(json, MAPPER.constructType(type), path);
  }

  /** Makes an object whose values are text. */
  public static Map<String, String> texts(@Nullable Object json, String path) {
    return convert(json, TEXTS, path);
  }

  /**
   * {@return the name of a field for a sentence: it comes from outside, and may be of any length}
   */
  public static String shorten(String name) {
    return JsonProblem.shorten(name);
  }

  /** Refuses numbers that other readers would take for infinite, or for zero. */
  public static void checkNumbers(@Nullable Object json) {
    if (json instanceof BigDecimal number
        && (!Double.isFinite(number.doubleValue()) || number.scale() > MOST_DECIMALS)) {
      throw new IllegalArgumentException("input must not hold numbers that are out of range");
    }
    for (Object child : children(json)) {
      checkNumbers(child);
    }
  }

  private static <T> T convert(@Nullable Object json, JavaType type, String path) {
    JsonNode tree = MAPPER.valueToTree(json);
    try {
      return MAPPER.readerFor(type).readValue(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(JsonProblem.sentence(e, path));
    } catch (IOException e) {
      throw new IllegalStateException("reading a tree does no I/O", e);
    }
  }

  private static @Nullable Object shallow(@Nullable Object json) {
    if (isDeeper(json, MOST_LEVELS)) {
      throw new IllegalArgumentException(
          "input must not be nested more than " + MOST_LEVELS + " levels deep");
    }
    return json;
  }

  private static boolean isDeeper(@Nullable Object json, int levels) {
    if (levels == 0) {
      return json instanceof Map || json instanceof List;
    }
    for (Object child : children(json)) {
      if (isDeeper(child, levels - 1)) {
        return true;
      }
    }
    return false;
  }

  private static Collection<?> children(@Nullable Object json) {
    return json instanceof Map<?, ?> map
        ? map.values()
        : json instanceof List<?> list ? list : List.of();
  }

  private static ObjectMapper mapper() {
    SimpleModule durations = new SimpleModule();
    durations.addDeserializer(Duration.class, new IsoDuration());
    JsonMapper mapper =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(durations)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .withCoercionConfig(
                LogicalType.Textual,
                text ->
                    refuse(
                        text,
                        CoercionInputShape.Integer,
                        CoercionInputShape.Float,
                        CoercionInputShape.Boolean))
            // Neither by position nor empty: only by name.
            .withCoercionConfig(
                LogicalType.Enum,
                name -> refuse(name, CoercionInputShape.Integer, CoercionInputShape.EmptyString))
            // An amount of money may be a decimal in a string, as it is in results.
            .withCoercionConfig(
                BigDecimal.class,
                amount ->
                    refuse(amount, CoercionInputShape.EmptyString)
                        .setAcceptBlankAsEmpty(true)
                        .setCoercion(CoercionInputShape.String, CoercionAction.TryConvert))
            .build();
    mapper.addMixIn(TaskRequest.class, RefuseUnknown.class);
    mapper.addMixIn(Session.Request.class, RefuseUnknown.class);
    return mapper;
  }

  private static MutableCoercionConfig refuse(
      MutableCoercionConfig config, CoercionInputShape... shapes) {
    Arrays.stream(shapes).forEach(shape -> config.setCoercion(shape, CoercionAction.Fail));
    return config;
  }

  @JsonIgnoreProperties(ignoreUnknown = false)
  private interface RefuseUnknown {}

  /** Reads durations from ISO-8601 text only: a bare number would leave its unit to be guessed. */
  private static final class IsoDuration extends StdScalarDeserializer<Duration> {
    private static final long serialVersionUID = 1L;

    IsoDuration() {
      super(Duration.class);
    }

    @Override
    public @Nullable Duration deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (Duration) context.handleUnexpectedToken(Duration.class, parser);
      }
      try {
        return Duration.parse(parser.getText());
      } catch (DateTimeParseException e) {
        return (Duration)
            context.handleWeirdStringValue(Duration.class, parser.getText(), "not ISO-8601");
      }
    }
  }
}
