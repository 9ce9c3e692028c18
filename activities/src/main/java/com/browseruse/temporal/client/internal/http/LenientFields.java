package com.browseruse.temporal.client.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object leniently, and remembers which: what is missing or makes no
 * sense is null, since one odd field is no reason to lose a task that costs money.
 */
public final class LenientFields {

  /** More digits than money has; a huge exponent would cost memory as soon as it is printed. */
  private static final int MAX_DIGITS = 40;

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);
  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(Integer.MAX_VALUE);

  private final JsonNode object;
  private final Set<String> read = new HashSet<>();

  public LenientFields(JsonNode object) {
    this.object = object;
  }

  private JsonNode get(String name) {
    read.add(name);
    return object.path(name);
  }

  /** Gives a text that the response is worth nothing without. */
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
    if (!get(name).isTextual()) {
      throw new UnreadableResponseException("the " + name + " in the body is no text");
    }
    try {
      return ApiCall.checkId("the " + name + " in the body", id);
    } catch (IllegalArgumentException e) {
      throw new UnreadableResponseException(e.getMessage());
    }
  }

  /** Gives a text; what is JSON but no text is given as it was written. */
  public @Nullable String text(String name) {
    return text(get(name));
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
      String text = text(item);
      if (text != null) {
        texts.add(text);
      }
    }
    return List.copyOf(texts);
  }

  /** Gives a truth value. */
  public @Nullable Boolean bool(String name) {
    JsonNode node = get(name);
    return node.isBoolean() ? node.booleanValue() : null;
  }

  /** Gives a whole number; one that is too large is the largest. */
  public @Nullable Integer integer(String name) {
    JsonNode node = get(name);
    if (!node.isIntegralNumber()) {
      return null;
    }
    return node.canConvertToInt() ? node.intValue() : Integer.MAX_VALUE;
  }

  /** Gives a number, which the server may write as a text. */
  public @Nullable BigDecimal decimal(String name) {
    JsonNode node = get(name);
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

  /** Gives a number in plain notation, such as a history keeps. */
  public @Nullable String plainDecimal(String name) {
    BigDecimal value = decimal(name);
    return value == null ? null : value.toPlainString();
  }

  /** Gives a duration that is written in seconds. */
  public @Nullable Duration seconds(String name) {
    BigDecimal seconds = decimal(name);
    if (seconds == null || seconds.signum() < 0 || seconds.compareTo(MAX_SECONDS) > 0) {
      return null;
    }
    return Duration.ofNanos(seconds.multiply(NANOS).longValue());
  }

  /** Gives a point in time. */
  public @Nullable Instant instant(String name) {
    return Timestamps.parse(text(name));
  }

  /** Gives a whole number above zero, or another where there is none. */
  public int positive(String name, int otherwise) {
    Integer value = integer(name);
    return value == null || value < 1 ? otherwise : value;
  }

  /** Gives the number of a page; a server that always gave the same would be read for ever. */
  public int pageNumber(String name, int asked, List<?> items) throws UnreadableResponseException {
    int number = positive(name, asked);
    if (number != asked && !items.isEmpty()) {
      throw new UnreadableResponseException("page " + asked + " was asked for, but came " + number);
    }
    return number;
  }

  /** Gives an object. */
  public @Nullable Map<String, Object> map(String name) {
    JsonNode node = get(name);
    return node.isObject() ? toMap(node) : null;
  }

  /** Gives the items of a list, and none if there is no list. */
  public Iterable<JsonNode> items(String name) {
    JsonNode node = get(name);
    return node.isArray() ? node : List.of();
  }

  /** Gives everything that was not read by name, but the fields to leave out. */
  public Map<String, Object> others(String... leftOut) {
    read.addAll(List.of(leftOut));
    Map<String, Object> others = new LinkedHashMap<>();
    object.properties().stream()
        .filter(field -> !read.contains(field.getKey()))
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

  private static @Nullable String text(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return null;
    }
    return node.isContainerNode() ? node.toString() : node.asText();
  }

  private static Map<String, Object> toMap(JsonNode node) {
    Map<String, Object> map = new LinkedHashMap<>();
    node.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
    return Collections.unmodifiableMap(map);
  }

  private static @Nullable Object plain(JsonNode node) {
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
