package com.browseruse.temporal.client.internal.http;

import com.browseruse.temporal.task.TaskStatus;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Binds JSON to the vocabulary leniently: what is missing or makes no sense is null, since one odd
 * field is no reason to lose a task that costs money.
 */
public final class LenientBinding {
  /** More digits than money has; a huge exponent would cost memory as soon as it is printed. */
  private static final int MAX_DIGITS = 40;

  private static final Object SPENT = new Object();
  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(Integer.MAX_VALUE);

  /** Reads a value whose first token is the current one, or gives null if it makes no sense. */
  private interface Reading<T> {
    @Nullable T read(JsonParser parser, DeserializationContext context) throws IOException;
  }

  private LenientBinding() {}

  static JsonMapper.Builder addTo(JsonMapper.Builder mapper) {
    SimpleModule module = new SimpleModule();
    add(module, String.class, null, LenientBinding::text);
    add(
        module,
        Boolean.class,
        null,
        (p, c) -> p.currentToken().isBoolean() ? p.getBooleanValue() : null);
    add(module, Integer.class, null, LenientBinding::integer);
    add(module, int.class, 0, LenientBinding::integer);
    add(module, BigDecimal.class, null, LenientBinding::decimal);
    add(module, Duration.class, null, LenientBinding::seconds);
    add(module, Instant.class, null, (p, c) -> Timestamps.parse(text(p, c)));
    addText(module, TaskStatus.class, TaskStatus::new);
    return mapper
        .addModule(module)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .withCoercionConfigDefaults(
            c -> c.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull))
        .addHandler(new OddIsNull());
  }

  /** Adds a type that is made of a text: of nothing else, and not of a blank one. */
  public static <T> void addText(SimpleModule module, Class<T> type, Function<String, T> make) {
    add(
        module,
        type,
        null,
        (parser, context) -> {
          String text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "";
          return text.isBlank() ? null : make.apply(text);
        });
  }

  private static <T> void add(
      SimpleModule module, Class<T> type, @Nullable T absent, Reading<T> reading) {
    module.addDeserializer(
        type,
        new JsonDeserializer<T>() {
          @Override
          public @Nullable T deserialize(JsonParser parser, DeserializationContext context)
              throws IOException {
            T value = reading.read(parser, context);
            parser.skipChildren();
            return value == null ? absent : value;
          }

          @Override
          public @Nullable T getNullValue(DeserializationContext context) {
            return absent;
          }
        });
  }

  /**
   * Gives a text; what is JSON but no text is given as it was written. What the texts of a response
   * cost in memory is bounded: the length of the body does not do it, since one character beyond
   * Latin-1 doubles what all others of its text need.
   */
  private static @Nullable String text(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (parser.currentToken().isStructStart()) {
      return Json.MAPPER.writeValueAsString(context.readValue(parser, Object.class));
    }
    long spent = context.getAttribute(SPENT) instanceof Long bytes ? bytes : 0;
    // Asked first, since the text is held twice more while it is made.
    refuseAbove(spent + parser.getTextLength(), parser);
    String text = parser.getText();
    boolean plain = text.chars().allMatch(c -> c <= 0xFF);
    spent += plain ? text.length() : 2L * text.length();
    refuseAbove(spent, parser);
    context.setAttribute(SPENT, spent);
    return text;
  }

  private static void refuseAbove(long bytes, JsonParser parser) throws IOException {
    if (bytes > Json.MAX_BODY) {
      throw new StreamConstraintsException("too much text", parser.currentLocation());
    }
  }

  /** Gives a whole number; one that is too large is the largest. */
  private static @Nullable Integer integer(JsonParser parser, DeserializationContext context)
      throws IOException {
    return parser.hasToken(JsonToken.VALUE_NUMBER_INT) ? (int) parser.getDoubleValue() : null;
  }

  /** Gives a number, which the server may write as a text. */
  private static @Nullable BigDecimal decimal(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (!parser.currentToken().isScalarValue()) {
      return null;
    }
    String text = parser.getText().strip();
    if (text.length() > 2 * MAX_DIGITS) {
      return null;
    }
    try {
      BigDecimal value = new BigDecimal(text);
      boolean sane = value.precision() <= MAX_DIGITS && Math.abs(value.scale()) <= MAX_DIGITS;
      return sane ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Duration seconds(JsonParser parser, DeserializationContext context)
      throws IOException {
    BigDecimal seconds = decimal(parser, context);
    return seconds == null || seconds.signum() < 0 || seconds.compareTo(MAX_SECONDS) > 0
        ? null
        : Duration.ofNanos(seconds.movePointRight(9).longValue());
  }

  /** Passes over an object, a list or a scalar where something else belongs. */
  private static final class OddIsNull extends DeserializationProblemHandler {
    @Override
    public @Nullable Object handleUnexpectedToken(
        DeserializationContext context,
        JavaType type,
        JsonToken token,
        JsonParser parser,
        String message)
        throws IOException {
      parser.skipChildren();
      return null;
    }

    @Override
    public @Nullable Object handleMissingInstantiator(
        DeserializationContext context,
        Class<?> type,
        ValueInstantiator instantiator,
        JsonParser parser,
        String message)
        throws IOException {
      parser.skipChildren();
      return null;
    }
  }
}
