package com.browseruse.temporal.workflows.internal.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A structured output as a value of the class that it was asked for with. */
public final class TypedOutput {
  /** Takes what a model may add; makes nothing up for what it left out. */
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .addModule(
              new SimpleModule()
                  .addDeserializer(double.class, new FiniteDouble(double.class))
                  .addDeserializer(Double.class, new FiniteDouble(Double.class))
                  .addDeserializer(float.class, new FiniteFloat(float.class))
                  .addDeserializer(Float.class, new FiniteFloat(Float.class)))
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private TypedOutput() {}

  /**
   * Makes a value of plain Java ones; an {@link IllegalArgumentException} says, without a value,
   * where that is impossible.
   */
  public static <T> T read(Object structuredOutput, Class<T> type) {
    try {
      return MAPPER.convertValue(structuredOutput, type);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "structuredOutput is no " + type.getSimpleName() + complaint(e.getCause()), e);
    }
  }

  private static String complaint(@Nullable Throwable problem) {
    if (!(problem instanceof JsonMappingException mapping)) {
      return "";
    }
    String place = place(mapping.getPath());
    if (mapping instanceof ValueInstantiationException && mapping.getCause() != null) {
      // What the class itself says.
      return ": " + (place.isEmpty() ? "" : place + ": ") + mapping.getCause().getMessage();
    }
    Class<?> wanted =
        mapping instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    String where = place.isEmpty() ? "it" : place;
    return wanted == null
        ? ": " + where + " cannot be read"
        : ": " + where + " must be a " + wanted.getSimpleName();
  }

  private static String place(List<JsonMappingException.Reference> path) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference step : path) {
      if (step.getFieldName() == null) {
        place.append('[').append(step.getIndex()).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return place.toString();
  }

  /** Jackson would take the text "Infinity", and make infinity of a number that is too large. */
  private static final class FiniteDouble extends Finite<Double> {
    private static final long serialVersionUID = 1L;

    FiniteDouble(Class<Double> type) {
      super(type);
    }

    @Override
    Double read(JsonParser json, DeserializationContext context) throws IOException {
      double value = json.getDoubleValue();
      return Double.isFinite(value) ? value : (Double) tooLarge(value, context);
    }
  }

  private static final class FiniteFloat extends Finite<Float> {
    private static final long serialVersionUID = 1L;

    FiniteFloat(Class<Float> type) {
      super(type);
    }

    @Override
    Float read(JsonParser json, DeserializationContext context) throws IOException {
      float value = json.getNumberValue().floatValue();
      return Float.isFinite(value) ? value : (Float) tooLarge(value, context);
    }
  }

  private abstract static class Finite<T extends Number> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;

    Finite(Class<T> type) {
      super(type);
    }

    abstract T read(JsonParser json, DeserializationContext context) throws IOException;

    final Object tooLarge(Number value, DeserializationContext context) throws IOException {
      return context.handleWeirdNumberValue(handledType(), value, "too large");
    }

    @Override
    @SuppressWarnings("unchecked")
    public final T deserialize(JsonParser json, DeserializationContext context)
        throws IOException, JacksonException {
      return json.currentToken().isNumeric()
          ? read(json, context)
          : (T) context.handleUnexpectedToken(handledType(), json);
    }

    @Override
    public final @Nullable T getNullValue(DeserializationContext context)
        throws JsonMappingException {
      JavaType type = context.constructType(handledType());
      return type.isPrimitive() ? context.reportInputMismatch(this, "must not be null") : null;
    }
  }
}
