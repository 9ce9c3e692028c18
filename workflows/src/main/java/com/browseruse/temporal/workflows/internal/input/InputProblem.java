package com.browseruse.temporal.workflows.internal.input;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with an input by the field's name; never its value, maybe a secret. */
final class InputProblem {
  private static final String WHOLE = "input";
  private static final int LONGEST_NAME = 100;
  private static final Map<Class<?>, String> SCALARS =
      Map.of(
          String.class, "text",
          Duration.class, "an ISO-8601 duration such as PT1H",
          Boolean.class, "true or false",
          boolean.class, "true or false",
          Integer.class, "a whole number",
          int.class, "a whole number",
          BigDecimal.class, "a number",
          Double.class, "a number");

  private InputProblem() {}

  static String sentence(JsonProcessingException e, String prefix) {
    if (!(e instanceof JsonMappingException problem)) {
      return "input must be JSON";
    }
    String path = path(problem, prefix);
    if (problem instanceof UnrecognizedPropertyException) {
      return path + " is not a known field";
    }
    if (problem instanceof ValueInstantiationException
        && problem.getCause() instanceof IllegalArgumentException refusal) {
      return ofOurs(path, String.valueOf(refusal.getMessage()));
    }
    if (problem instanceof MismatchedInputException mismatch) {
      return path + " must be " + allowed(mismatch.getTargetType());
    }
    if (problem.getCause() instanceof InputCoercionException overflow) {
      return path + " must be " + allowed(overflow.getTargetType());
    }
    return path
        + (problem.getCause() instanceof NumberFormatException
            ? " must be a number"
            : " is not acceptable");
  }

  /** Our own checks start with the name of the field, or of a component of its value. */
  private static String ofOurs(String path, String message) {
    String name = path.substring(path.lastIndexOf('.') + 1);
    if (message.startsWith(name + " ")) {
      return path + message.substring(name.length());
    }
    return path.equals(WHOLE) ? message : path + "." + message;
  }

  /** A name comes from outside and may be of any length. */
  static String shorten(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
  }

  private static String path(JsonMappingException problem, String prefix) {
    StringBuilder path = new StringBuilder(prefix);
    for (JsonMappingException.Reference reference : problem.getPath()) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.length() == 0 ? "" : ".").append(shorten(reference.getFieldName()));
      }
    }
    return path.length() == 0 ? WHOLE : path.toString();
  }

  private static String allowed(@Nullable Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(joining(", "));
    }
    if (type.isRecord() || Map.class.isAssignableFrom(type)) {
      return "an object";
    }
    return Collection.class.isAssignableFrom(type)
        ? "a list"
        : SCALARS.getOrDefault(type, "of another type");
  }
}
