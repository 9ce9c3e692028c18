package com.browseruse.temporal.workflows.internal.input;

import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.workflows.BrowserTask;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
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
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.google.protobuf.ByteString;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.common.converter.RawValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns JSON into an input, and back. Since a slip in an input costs money or does nothing
 * silently, every unknown field and every wrong type is refused by name.
 */
public final class InputReader {
  /** Jackson writes 1000 levels: what is read here must be writable again one level deeper. */
  private static final int MOST_LEVELS = 500;

  private static final String OPTIONS = "options";
  private static final String SECRET_REFS = "secretRefs";
  private static final ObjectMapper PARSER = new ObjectMapper();
  private static final ObjectMapper MAPPER = mapper();
  private static final JavaType TEXTS =
      MAPPER.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, String.class);

  private InputReader() {}

  /** Reads an input past the data converter, whose failures retry the workflow task for ever. */
  public static BrowserTask read(@Nullable RawValue raw) {
    return new BrowserTask(read(json(raw)));
  }

  private static String encoding(RawValue raw) {
    return raw.getPayload()
        .getMetadataOrDefault(EncodingKeys.METADATA_ENCODING_KEY, ByteString.EMPTY)
        .toStringUtf8();
  }

  /** Whether nothing was given, or a null in any encoding. */
  public static boolean isNone(@Nullable RawValue raw) {
    return raw == null || encoding(raw).equals("binary/null") || json(raw) instanceof NullNode;
  }

  /** Gives null for what is no JSON. */
  public static @Nullable JsonNode json(@Nullable RawValue raw) {
    return raw != null && encoding(raw).startsWith("json/")
        ? parse(raw.getPayload().getData().toByteArray())
        : null;
  }

  /** Parses JSON text; null is what is no JSON. */
  public static @Nullable JsonNode parse(byte[] json) {
    try {
      return PARSER.readTree(json);
    } catch (IOException e) {
      return null;
    }
  }

  /** Reads an input; refuses one that is not acceptable with a message that names the field. */
  public static InputJson read(@Nullable JsonNode json) {
    if (json == null || !json.isObject()) {
      throw new IllegalArgumentException(
          "input must be one JSON object with at least the field task");
    }
    if (isDeeper(json, MOST_LEVELS)) {
      throw new IllegalArgumentException(
          "input must not be nested more than " + MOST_LEVELS + " levels deep");
    }
    ObjectNode rest = withoutNulls(json);
    JsonNode options = rest.remove(OPTIONS);
    JsonNode secretRefs = rest.remove(SECRET_REFS);
    TaskRequest request = convert(rest, TaskRequest.class, "");
    Map<String, String> references =
        secretRefs == null ? Map.of() : convert(secretRefs, TEXTS, SECRET_REFS);
    return new InputJson(
        request,
        references,
        options == null ? OptionsJson.NONE : convert(options, OptionsJson.class, OPTIONS));
  }

  static Map<String, Object> write(InputJson input) {
    ObjectNode json = MAPPER.valueToTree(input.request());
    if (!input.secretRefs().isEmpty()) {
      json.set(SECRET_REFS, MAPPER.valueToTree(input.secretRefs()));
    }
    if (!input.options().equals(OptionsJson.NONE)) {
      json.set(OPTIONS, MAPPER.valueToTree(input.options()));
    }
    return MAPPER.convertValue(json, new TypeReference<Map<String, Object>>() {});
  }

  /** Reads the fields of an object, as strictly as an input. */
  public static <T> T fields(ObjectNode json, Class<T> type) {
    return convert(withoutNulls(json), type, "");
  }

  /** Makes a tree of an object of any mapper; of what is no JSON a node that is none. */
  static JsonNode tree(@Nullable Object value) {
    return MAPPER.valueToTree(value);
  }

  private static boolean isDeeper(JsonNode json, int levels) {
    return json.isContainerNode()
        && (levels == 0 || json.valueStream().anyMatch(child -> isDeeper(child, levels - 1)));
  }

  /** A null says no more than a missing field does. */
  private static ObjectNode withoutNulls(JsonNode json) {
    ObjectNode fields = json.deepCopy();
    fields.properties().removeIf(field -> field.getValue().isNull());
    return fields;
  }

  private static <T> T convert(JsonNode json, Class<T> type, String path) {
    return convert(json, MAPPER.constructType(type), path);
  }

  private static <T> T convert(JsonNode json, JavaType type, String path) {
    try {
      return MAPPER.readerFor(type).readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(InputProblem.sentence(e, path));
    } catch (IOException e) {
      throw new IllegalStateException("reading a tree does no I/O", e);
    }
  }

  private static ObjectMapper mapper() {
    SimpleModule durations = new SimpleModule();
    durations.addDeserializer(Duration.class, new IsoDuration());
    JsonMapper mapper =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(durations)
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
