package com.browseruse.temporal.testing.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads the fields of a request and collects everything that is wrong with them, as the real
 * service does; {@link #check} then refuses the request. A value that is absent or wrong reads as
 * empty; unknown fields are ignored. Strict fields, which the emulator's own calls have, fail with
 * the first mistake instead, as an {@link IllegalArgumentException} with a sentence, refuse unknown
 * fields, and take null for absent.
 */
public final class Fields {

  // UUID.fromString alone would take 1-1-1-1-1.
  private static final Pattern UUID_FORM =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private final List<String> loc;
  private final JsonNode object;
  private final ArrayNode violations;
  private final boolean strict;
  private final Set<String> known = new LinkedHashSet<>();

  private Fields(List<String> loc, JsonNode object, ArrayNode violations, boolean strict) {
    this.loc = loc;
    this.object = object;
    this.violations = violations;
    this.strict = strict;
  }

  private Fields(String loc, JsonNode object) {
    this(List.of(loc), object, Json.array(), false);
  }

  /** Opens a body, which must be a JSON object; an empty body is one without fields if allowed. */
  public static Fields ofBody(Request request, boolean emptyAllowed) {
    Fields none = new Fields("body", Json.object());
    if (request.body().length == 0) {
      return emptyAllowed ? none : none.refuseAll("A JSON object is required.", "missing");
    }
    try {
      JsonNode node = Json.read(request.body());
      return node.isObject()
          ? new Fields("body", node)
          : none.refuseAll("The body must be a JSON object.", "model_attributes_type");
    } catch (IOException e) {
      return none.refuseAll("The body is not valid JSON.", "json_invalid");
    }
  }

  public static Fields ofQuery(Request request) {
    ObjectNode query = Json.object();
    request.query().forEach(query::put);
    return new Fields("query", query);
  }

  /** Opens strict fields of the object that {@code what} names in messages. */
  public static Fields strict(String what, JsonNode json) {
    if (!json.isObject()) {
      throw new IllegalArgumentException(what + " must be a JSON object.");
    }
    return new Fields(List.of(what), json, Json.array(), true);
  }

  /** The id in the path under {@code name}; {@code field} is the provider's name of it. */
  public static UUID pathId(Request request, String name, String field) {
    Fields path = new Fields("path", Json.object().put(field, request.pathValue(name)));
    Optional<UUID> id = path.uuid(field);
    path.check();
    return id.orElseThrow();
  }

  public static Optional<UUID> parseUuid(String text) {
    return UUID_FORM.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  /** Ends the reading: refuses the request if anything was wrong. */
  public void check() {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (strict && !known.contains(field.getKey())) {
        String names = String.join(", ", known);
        throw new IllegalArgumentException(
            loc.get(0) + " has no field " + field.getKey() + "; it has: " + names + ".");
      }
    }
    if (!violations.isEmpty()) {
      throw new ErrorResponseException(Response.json(422, Json.object().set("detail", violations)));
    }
  }

  public void require(String name) {
    if (!object.has(name)) {
      refuse(name, "is required", "missing");
    }
  }

  public Optional<String> text(String name, int least, int most) {
    return value(name, JsonNode::isTextual, "a string", "string_type")
        .map(JsonNode::textValue)
        .filter(
            text -> {
              int length = text.codePointCount(0, text.length());
              String kind = length < least ? "string_too_short" : "string_too_long";
              String allowed = "must have from " + least + " to " + most + " characters";
              return holds(length >= least && length <= most, name, allowed, kind);
            });
  }

  public Optional<String> text(String name) {
    return text(name, 0, Integer.MAX_VALUE);
  }

  public Optional<Integer> number(String name) {
    return number(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  public Optional<Integer> number(String name, int least, int most) {
    return value(name, JsonNode::isIntegralNumber, "a whole number", "int_type")
        .filter(
            n -> {
              boolean tooLow = n.canConvertToInt() ? n.intValue() < least : n.asDouble() < 0;
              boolean fits = n.canConvertToInt() && !tooLow && n.intValue() <= most;
              return holds(fits, name, bounds(least, most), boundsKind(tooLow));
            })
        .map(JsonNode::intValue);
  }

  /** A whole number that is written as text, as in a query. */
  public int parsedNumber(String name, int usual, int least, int most) {
    return parsed(name, Integer::valueOf, "must be a whole number", "int_parsing")
        .filter(
            n -> holds(n >= least && n <= most, name, bounds(least, most), boundsKind(n < least)))
        .orElse(usual);
  }

  public Optional<Boolean> flag(String name) {
    return value(name, JsonNode::isBoolean, "true or false", "bool_type")
        .map(JsonNode::booleanValue);
  }

  public Optional<UUID> uuid(String name) {
    return parsed(name, text -> parseUuid(text).orElseThrow(), "must be a UUID", "uuid_parsing");
  }

  public Optional<String> choice(String name, List<String> choices) {
    String allowed = "must be one of: " + String.join(", ", choices);
    return text(name).filter(text -> holds(choices.contains(text), name, allowed, "enum"));
  }

  /** A time with an offset, or without one (then UTC), or a date. */
  public Optional<Instant> time(String name) {
    return parsed(name, Fields::instant, "must be an ISO-8601 date and time", "datetime_parsing");
  }

  public Optional<Duration> duration(String name) {
    String allowed = "an ISO-8601 duration such as \"PT0.5S\"";
    return value(name, JsonNode::isTextual, allowed, "duration_type")
        .flatMap(n -> parse(n, name, Duration::parse, "must be " + allowed, "duration_parsing"));
  }

  /** A decimal, as a number or in a string. */
  public Optional<BigDecimal> decimal(String name) {
    String allowed = "a decimal such as \"0.05\"";
    return value(name, JsonNode::isValueNode, allowed, "decimal_type")
        .flatMap(n -> parse(n, name, BigDecimal::new, "must be " + allowed, "decimal_parsing"));
  }

  /** A JSON Schema that a caller sends as text. */
  public Optional<JsonNode> schema(String name) {
    return parsed(name, Fields::jsonObject, "must hold a JSON Schema object", "value_error");
  }

  public Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    value(name, JsonNode::isObject, "an object", "dict_type")
        .ifPresent(
            map ->
                map.properties()
                    .forEach(
                        p ->
                            readText(name, p.getKey(), p.getValue())
                                .ifPresent(text -> texts.put(p.getKey(), text))));
    return texts;
  }

  public List<String> textList(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode list : value(name, JsonNode::isArray, "a list", "list_type").stream().toList()) {
      for (int i = 0; i < list.size(); i++) {
        readText(name, Integer.toString(i), list.get(i)).ifPresent(texts::add);
      }
    }
    return List.copyOf(texts);
  }

  /** The caller's pairs, of which there may be ten. */
  public Map<String, String> metadata() {
    Map<String, String> metadata = texts("metadata");
    holds(metadata.size() <= 10, "metadata", "must have at most 10 pairs", "too_long");
    return metadata;
  }

  public void nested(String name, Consumer<Fields> reader) {
    value(name, JsonNode::isObject, "an object", "model_attributes_type")
        .ifPresent(inner -> reader.accept(new Fields(below(name), inner, violations, strict)));
  }

  /** These fields, with null allowed for the named ones: it reads as absent there. */
  public Fields nullable(String... names) {
    ObjectNode kept = object.deepCopy();
    for (String name : names) {
      if (kept.path(name).isNull()) {
        kept.remove(name);
      }
    }
    return new Fields(loc, kept, violations, strict);
  }

  /** A value as it is; a missing node if it is absent. */
  public JsonNode any(String name) {
    known.add(name);
    return object.path(name);
  }

  /** Reads a value that none of the other methods fits. */
  public Optional<JsonNode> value(String name, Predicate<JsonNode> fits, String what, String type) {
    known.add(name);
    return Optional.ofNullable(object.get(name))
        .filter(node -> !(strict && node.isNull()))
        .filter(node -> holds(fits.test(node), name, "must be " + what, type));
  }

  public void refuse(String name, String problem, String type) {
    refuse(below(name), name + " " + problem + ".", type);
  }

  /** Notes a mistake: the way to the value, what is allowed, and the framework's kind of it. */
  private void refuse(List<String> where, String message, String type) {
    if (strict) {
      throw new IllegalArgumentException(message);
    }
    ObjectNode violation = violations.addObject();
    where.forEach(violation.putArray("loc")::add);
    violation.put("msg", message).put("type", type);
  }

  private Fields refuseAll(String message, String type) {
    refuse(loc, message, type);
    check();
    return this;
  }

  private <T> Optional<T> parsed(
      String name, Function<String, T> parser, String problem, String type) {
    return value(name, JsonNode::isTextual, "a string", "string_type")
        .flatMap(node -> parse(node, name, parser, problem, type));
  }

  private <T> Optional<T> parse(
      JsonNode node, String name, Function<String, T> parser, String problem, String type) {
    try {
      return Optional.of(parser.apply(node.asText()));
    } catch (RuntimeException e) {
      refuse(name, problem, type);
      return Optional.empty();
    }
  }

  private Optional<String> readText(String name, String inner, JsonNode value) {
    if (!value.isTextual()) {
      List<String> where = new ArrayList<>(below(name));
      where.add(inner);
      refuse(where, name + "." + inner + " must be a string.", "string_type");
    }
    return Optional.ofNullable(value.textValue());
  }

  private boolean holds(boolean condition, String name, String problem, String type) {
    if (!condition) {
      refuse(name, problem, type);
    }
    return condition;
  }

  private List<String> below(String name) {
    List<String> where = new ArrayList<>(loc);
    where.add(name);
    return where;
  }

  private static String bounds(int least, int most) {
    return most == Integer.MAX_VALUE
        ? "must be at least " + least
        : "must be from " + least + " to " + most;
  }

  private static String boundsKind(boolean tooLow) {
    return tooLow ? "greater_than_equal" : "less_than_equal";
  }

  private static Instant instant(String text) {
    if (!text.contains("T")) {
      return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    TemporalAccessor time =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    return time instanceof OffsetDateTime offset
        ? offset.toInstant()
        : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
  }

  private static JsonNode jsonObject(String text) {
    try {
      return Optional.of(Json.read(text)).filter(JsonNode::isObject).orElseThrow();
    } catch (IOException e) {
      throw new NoSuchElementException(e);
    }
  }
}
