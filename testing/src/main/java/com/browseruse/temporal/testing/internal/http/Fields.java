package com.browseruse.temporal.testing.internal.http;

import com.browseruse.temporal.testing.internal.http.Response.ErrorResponseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the fields of a request and collects everything that is wrong with them, as the real
 * service does; {@link #check} then refuses the request. Unknown fields are ignored. Strict fields,
 * which the emulator's own calls have, fail with the first mistake instead, as an {@link
 * IllegalArgumentException}, refuse unknown fields, and take null for absent.
 */
public record Fields(
    List<String> loc,
    JsonNode object,
    ArrayNode violations,
    Set<String> known,
    boolean strict,
    boolean mayBeNull,
    boolean mustBeThere) {
  public record Page(int size, int number) {
    public <T> ArrayNode items(List<T> all, Function<T, JsonNode> view) {
      ArrayNode items = Json.array();
      all.stream().skip((number - 1L) * size).limit(size).map(view).forEach(items::add);
      return items;
    }
  }

  private interface Parser<T> {
    T parse(String text) throws IOException;
  }

  // UUID.fromString alone would take 1-1-1-1-1.
  private static final Pattern UUID_FORM =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  private static final Pattern BARE_UUID =
      Pattern.compile("^(\\p{XDigit}{8})" + "(\\p{XDigit}{4})".repeat(3) + "(\\p{XDigit}{12})$");
  // Takes t and z in lower case, too.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ISO_DATE_TIME.withZone(ZoneOffset.UTC);
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

  private static Fields of(
      List<String> loc, JsonNode object, ArrayNode violations, boolean strict) {
    return new Fields(loc, object, violations, new LinkedHashSet<>(), strict, false, false);
  }

  /** Opens a body, which must be a JSON object; an empty body is one without fields if allowed. */
  public static Fields ofBody(Request request, boolean emptyAllowed) {
    Fields none = of(List.of("body"), Json.object(), Json.array(), false);
    if (request.body().length == 0) {
      return emptyAllowed ? none : none.refuseAll("A JSON object is required.", "missing");
    }
    try {
      JsonNode node = Json.read(request.body());
      return node.isObject()
          ? of(List.of("body"), node, Json.array(), false)
          : none.refuseAll("The body must be a JSON object.", "model_attributes_type");
    } catch (IOException e) {
      return none.refuseAll("The body is not valid JSON.", "json_invalid");
    }
  }

  public static Fields ofQuery(Request request) {
    return of(List.of("query"), Json.tree(request.query()), Json.array(), false);
  }

  public static Fields strict(String what, JsonNode json) {
    if (!json.isObject()) {
      throw new IllegalArgumentException(what + " must be a JSON object.");
    }
    return of(List.of(what), json, Json.array(), true);
  }

  /** The id in the path under {@code name}; {@code field} is the provider's name of it. */
  public static UUID pathId(Request request, String name, String field) {
    JsonNode object = Json.object().put(field, request.pathValue(name));
    Fields path = of(List.of("path"), object, Json.array(), false);
    Optional<UUID> id = path.uuid(field);
    path.check();
    return id.orElseThrow();
  }

  public static Optional<UUID> parseUuid(String text) {
    return Optional.of(text).filter(UUID_FORM.asMatchPredicate()).map(UUID::fromString);
  }

  public Fields required() {
    return new Fields(loc, object, violations, known, strict, false, true);
  }

  /** These fields, to read one for which null stands for absent. */
  public Fields nullable() {
    return new Fields(loc, object, violations, known, strict, true, false);
  }

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

  public Optional<String> text(String name) {
    return value(name, JsonNode::isTextual, "a string", "string_type").map(JsonNode::textValue);
  }

  public Optional<String> text(String name, int least, int most) {
    Optional<String> text = text(name);
    int length = text.map(value -> value.codePointCount(0, value.length())).orElse(least);
    String kind = length < least ? "string_too_short" : "string_too_long";
    String allowed = "must have from " + least + " to " + most + " characters";
    hold(length >= least && length <= most, name, allowed, kind);
    return text;
  }

  public Optional<Integer> number(String name) {
    return number(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  public Optional<Integer> number(String name, int least, int most) {
    // As in JSON Schema, 5.0 is a whole number.
    return value(name, JsonNode::canConvertToExactIntegral, "a whole number", "int_type")
        .map(node -> bounded(node.decimalValue(), name, least, most));
  }

  private Optional<Integer> parsedNumber(String name, int least, int most) {
    return parsed(name, text(name), "a whole number", "int_parsing", Integer::valueOf)
        .map(number -> bounded(BigDecimal.valueOf(number), name, least, most));
  }

  /** The page that a query asks for, of 10 items unless it says otherwise. */
  public Page page(String sizeName, String numberName) {
    return new Page(
        parsedNumber(sizeName, 1, 100).orElse(10),
        parsedNumber(numberName, 1, Integer.MAX_VALUE).orElse(1));
  }

  public Optional<Boolean> flag(String name) {
    return value(name, JsonNode::isBoolean, "true or false", "bool_type")
        .map(JsonNode::booleanValue);
  }

  public Optional<UUID> uuid(String name) {
    Parser<UUID> parser =
        text -> parseUuid(BARE_UUID.matcher(text).replaceFirst("$1-$2-$3-$4-$5")).orElseThrow();
    return parsed(name, text(name), "a UUID", "uuid_parsing", parser);
  }

  public Optional<String> choice(String name, List<String> choices) {
    Optional<String> text = text(name);
    String allowed = "must be one of: " + String.join(", ", choices);
    text.ifPresent(value -> hold(choices.contains(value), name, allowed, "enum"));
    return text;
  }

  public Optional<Instant> time(String name) {
    Parser<Instant> parser =
        text ->
            TIME.parse(
                DATE.matcher(text).matches() ? text + "T00:00" : text.replace(' ', 'T'),
                Instant::from);
    return parsed(name, text(name), "an ISO-8601 date and time", "datetime_parsing", parser);
  }

  public Optional<Duration> duration(String name) {
    String what = "an ISO-8601 duration such as \"PT0.5S\"";
    Optional<String> text =
        value(name, JsonNode::isTextual, what, "duration_type").map(JsonNode::textValue);
    return parsed(name, text, what, "duration_parsing", Duration::parse);
  }

  public Optional<BigDecimal> decimal(String name) {
    String what = "a decimal such as \"0.05\"";
    Optional<String> text =
        value(name, JsonNode::isValueNode, what, "decimal_type").map(JsonNode::asText);
    return parsed(name, text, what, "decimal_parsing", BigDecimal::new);
  }

  public Optional<JsonNode> schema(String name) {
    Parser<JsonNode> parser =
        text -> Optional.of(Json.read(text)).filter(JsonNode::isObject).orElseThrow();
    return parsed(name, text(name), "the text of a JSON Schema object", "value_error", parser);
  }

  public Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    value(name, JsonNode::isObject, "an object", "dict_type").stream()
        .flatMap(map -> map.properties().stream())
        .forEach(
            p ->
                texts.put(p.getKey(), innerText(name, TextNode.valueOf(p.getKey()), p.getValue())));
    return texts;
  }

  public List<String> textList(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item :
        value(name, JsonNode::isArray, "a list", "list_type").orElse(Json.array())) {
      texts.add(innerText(name, IntNode.valueOf(texts.size()), item));
    }
    return texts;
  }

  public Map<String, String> metadata() {
    Map<String, String> metadata = Collections.unmodifiableMap(texts("metadata"));
    hold(metadata.size() <= 10, "metadata", "must have at most 10 pairs", "too_long");
    return metadata;
  }

  public void nested(String name, Consumer<Fields> reader) {
    value(name, JsonNode::isObject, "an object", "model_attributes_type")
        .map(o -> of(below(name), o, violations, strict))
        .ifPresent(reader);
  }

  /** A value as it is; a missing node if it is absent. */
  public JsonNode any(String name) {
    known.add(name);
    return object.path(name);
  }

  public Optional<JsonNode> value(String name, Predicate<JsonNode> fits, String what, String type) {
    JsonNode node = any(name);
    if (node.isMissingNode() || (node.isNull() && (strict || mayBeNull))) {
      hold(!mustBeThere, name, "is required", "missing");
      return Optional.empty();
    }
    hold(fits.test(node), name, "must be " + what, type);
    return Optional.of(node).filter(fits);
  }

  public void hold(boolean condition, String name, String problem, String type) {
    if (!condition) {
      refuse(below(name), name + " " + problem + ".", type);
    }
  }

  /** Notes a mistake: the way to the value, what is allowed, and the framework's kind of it. */
  private void refuse(List<String> where, String message, String type) {
    refuse(where, Optional.empty(), message, type);
  }

  private void refuse(
      List<String> where, Optional<ValueNode> keyOrIndex, String message, String type) {
    if (strict) {
      throw new IllegalArgumentException(message);
    }
    ObjectNode violation = violations.addObject();
    ArrayNode way = violation.putArray("loc");
    where.forEach(way::add);
    keyOrIndex.ifPresent(way::add);
    violation.put("msg", message).put("type", type);
  }

  private Fields refuseAll(String message, String type) {
    refuse(loc, message, type);
    check();
    return this;
  }

  private <T> Optional<T> parsed(
      String name, Optional<String> text, String what, String type, Parser<T> parser) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(parser.parse(text.get()));
    } catch (IOException | RuntimeException e) {
      hold(false, name, "must be " + what, type);
      return Optional.empty();
    }
  }

  private int bounded(BigDecimal number, String name, int least, int most) {
    boolean tooLow = number.compareTo(BigDecimal.valueOf(least)) < 0;
    boolean tooHigh = number.compareTo(BigDecimal.valueOf(most)) > 0;
    String kind = tooLow ? "greater_than_equal" : "less_than_equal";
    hold(!tooLow && !tooHigh, name, "must be " + Checks.bounds(least, most), kind);
    return number.intValue();
  }

  private String innerText(String name, ValueNode keyOrIndex, JsonNode value) {
    if (!value.isTextual()) {
      String message = name + "." + keyOrIndex.asText() + " must be a string.";
      refuse(below(name), Optional.of(keyOrIndex), message, "string_type");
    }
    return value.asText();
  }

  private List<String> below(String name) {
    return Stream.concat(loc.stream(), Stream.of(name)).toList();
  }
}
