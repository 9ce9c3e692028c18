package com.browseruse.temporal.task;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with an input by the field's name; never its value, maybe a secret. */
final class JsonProblem {
  private static final String WHOLE = "input";
  private static final int LONGEST_NAME = 100;

  /** Jackson has no type for this. */
  private static final Pattern DUPLICATE =
      Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);

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

  private JsonProblem() {}

  /** Why a text is not the JSON that it should be. */
  static String ofText(JsonProcessingException e) {
    if (e instanceof StreamConstraintsException) {
      return "input must be nested at most 1000 levels deep, with names of at most 50000 characters"
          + " and numbers of at most 1000 digits";
    }
    if (e instanceof MismatchedInputException) {
      return "input must be one JSON object, and nothing after it";
    }
    Matcher duplicate = DUPLICATE.matcher(e.getOriginalMessage());
    if (duplicate.matches()) {
      return shorten(duplicate.group(1)) + " must be given only once";
    }
    JsonLocation place = e.getLocation();
    return "input must be JSON"
        + (place == null
            ? ""
            : ", which it is not at line " + place.getLineNr() + ", column " + place.getColumnNr());
  }

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
          + Arrays.stream(type.getFields())
              .filter(Field::isEnumConstant)
              .map(JsonProblem::name)
              .collect(joining(", "));
    }
    if (type.isRecord() || Map.class.isAssignableFrom(type)) {
      return "an object";
    }
    return Collection.class.isAssignableFrom(type)
        ? "a list"
        : SCALARS.getOrDefault(type, "of another type");
  }

  private static String name(Field constant) {
    JsonProperty property = constant.getAnnotation(JsonProperty.class);
    return property == null ? constant.getName() : property.value();
  }
}
