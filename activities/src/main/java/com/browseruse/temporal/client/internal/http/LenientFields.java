package com.browseruse.temporal.client.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the fields of one JSON object liberally: what is missing or makes no sense is null, since
 * one odd field is no reason to lose sight of a task that costs money.
 */
public record LenientFields(JsonNode object) {

  /** More digits than money has; a huge exponent would cost memory as soon as it is printed. */
  private static final int MAX_DIGITS = 40;

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);
  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(Integer.MAX_VALUE);

  /** Gives a text that the answer is worth nothing without. */
  public String required(String name) throws UnreadableResponseException {
    String text = text(name);
    if (text == null || text.isBlank()) {
      throw new UnreadableResponseException("the body has no " + name);
    }
    return text;
  }

  /**
   * Gives the id of what was made: a text that can stand in a route. With anything else, whatever
   * was made cannot be reached by it.
   */
  public String id(String name) throws UnreadableResponseException {
    String id = required(name);
    if (!object.get(name).isTextual()) {
      throw new UnreadableResponseException("the " + name + " in the body is no text");
    }
    try {
      return ApiCall.checkId("the " + name + " in the body", id);
    } catch (IllegalArgumentException e) {
      throw new UnreadableResponseException(e.getMessage());
    }
  }

  /** Gives a text; what is JSON but no text is given as it was written. */
  public String text(String name) {
    return text(object.get(name));
  }

  /** Gives a text, empty where there is none. */
  public String textOrEmpty(String name) {
    String text = text(name);
    return text == null ? "" : text;
  }

  /** Gives the texts of a list, without nulls. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : items(name)) {
      if (!item.isNull()) {
        texts.add(text(item));
      }
    }
    return List.copyOf(texts);
  }

  /** Gives a truth value. */
  public Boolean bool(String name) {
    JsonNode node = object.path(name);
    return node.isBoolean() ? node.booleanValue() : null;
  }

  /** Gives a whole number; one that is too large is the largest. */
  public Integer integer(String name) {
    JsonNode node = object.path(name);
    if (!node.isIntegralNumber()) {
      return null;
    }
    return node.canConvertToInt() ? node.intValue() : Integer.MAX_VALUE;
  }

  /** Gives a number, which the server may write as a text. */
  public BigDecimal decimal(String name) {
    JsonNode node = object.path(name);
    String text = node.asText("").strip();
    if (text.length() > 2 * MAX_DIGITS) {
      return null;
    }
    try {
      BigDecimal value = node.isNumber() ? node.decimalValue() : new BigDecimal(text);
      boolean sane = value.precision() <= MAX_DIGITS && Math.abs(value.scale()) <= MAX_DIGITS;
      return sane ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Gives a duration that is written in seconds. */
  public Duration seconds(String name) {
    BigDecimal seconds = decimal(name);
    if (seconds == null || seconds.signum() < 0 || seconds.compareTo(MAX_SECONDS) > 0) {
      return null;
    }
    return Duration.ofNanos(seconds.multiply(NANOS).longValue());
  }

  /** Gives a point in time. */
  public Instant instant(String name) {
    return Timestamps.parse(text(name));
  }

  /** Gives an object, empty where there is none. */
  public Map<String, Object> map(String name) {
    JsonNode node = object.path(name);
    return node.isObject() ? toMap(node) : Map.of();
  }

  /** Gives the items of a list, and none if there is no list. */
  public Iterable<JsonNode> items(String name) {
    JsonNode node = object.path(name);
    return node.isArray() ? node : List.of();
  }

  /** Gives everything but the named fields, which have a place of their own. */
  public Map<String, Object> except(Set<String> names) {
    Map<String, Object> others = new LinkedHashMap<>();
    object.properties().stream()
        .filter(field -> !names.contains(field.getKey()))
        .forEach(field -> others.put(field.getKey(), plain(field.getValue())));
    return Collections.unmodifiableMap(others);
  }

  /**
   * Gives a link to download something; it must lead to a web server, and not into this host. The
   * error does not quote it: whoever has the link has the file.
   */
  public URI webAddress(String name) throws UnreadableResponseException {
    try {
      URI uri = new URI(required(name));
      boolean web = "https".equalsIgnoreCase(uri.getScheme());
      if ((web || "http".equalsIgnoreCase(uri.getScheme())) && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Falls through: the message would quote the link.
    }
    throw new UnreadableResponseException("the " + name + " is no http or https address");
  }

  private static String text(JsonNode node) {
    if (node == null || node.isNull()) {
      return null;
    }
    return node.isContainerNode() ? node.toString() : node.asText();
  }

  private static Map<String, Object> toMap(JsonNode node) {
    Map<String, Object> map = new LinkedHashMap<>();
    node.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
    return Collections.unmodifiableMap(map);
  }

  private static Object plain(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> toMap(node);
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        node.forEach(item -> list.add(plain(item)));
        yield Collections.unmodifiableList(list);
      }
      case STRING -> node.textValue();
      case NUMBER -> node.numberValue();
      case BOOLEAN -> node.booleanValue();
      default -> null;
    };
  }
}
