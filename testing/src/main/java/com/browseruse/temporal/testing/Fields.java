package com.browseruse.temporal.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the fields of a JSON body and collects everything that is wrong with them, as the real
 * service does. A value that is absent or wrong reads as empty; unknown fields are passed over.
 */
final class Fields {

  private final List<String> loc;
  private final JsonNode object;
  private final List<Violation> violations;

  private Fields(List<String> loc, JsonNode object, List<Violation> violations) {
    this.loc = loc;
    this.object = object;
    this.violations = violations;
  }

  /** Opens a body, which must be a JSON object; an empty body is one without fields if allowed. */
  static Fields of(byte[] body, boolean emptyAllowed) {
    List<String> loc = List.of("body");
    if (body.length == 0) {
      if (emptyAllowed) {
        return new Fields(loc, Json.object(), new ArrayList<>());
      }
      throw invalid(loc, "A JSON object is required.", "missing");
    }
    JsonNode node;
    try {
      node = Json.read(body);
    } catch (IOException e) {
      throw invalid(loc, "The body is not valid JSON.", "json_invalid");
    }
    if (!node.isObject()) {
      throw invalid(loc, "The body must be a JSON object.", "model_attributes_type");
    }
    return new Fields(loc, node, new ArrayList<>());
  }

  /** Ends the reading: fails if anything was wrong. */
  void check() {
    InvalidRequestException.throwIfAny(violations);
  }

  void require(String name) {
    if (!object.has(name)) {
      refuse(name, "is required", "missing");
    }
  }

  Optional<String> text(String name, int least, int most) {
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

  Optional<String> text(String name) {
    return text(name, 0, Integer.MAX_VALUE);
  }

  Optional<Integer> number(String name, int least, int most) {
    return value(name, JsonNode::isIntegralNumber, "a whole number", "int_type")
        .filter(
            n -> {
              boolean tooLow = n.canConvertToInt() ? n.intValue() < least : n.asDouble() < 0;
              boolean fits = n.canConvertToInt() && !tooLow && n.intValue() <= most;
              String kind = tooLow ? "greater_than_equal" : "less_than_equal";
              return holds(fits, name, "must be from " + least + " to " + most, kind);
            })
        .map(JsonNode::intValue);
  }

  Optional<Boolean> flag(String name) {
    return value(name, JsonNode::isBoolean, "true or false", "bool_type")
        .map(JsonNode::booleanValue);
  }

  Optional<UUID> uuid(String name) {
    return text(name)
        .flatMap(
            text -> {
              Optional<UUID> id = Ids.parse(text);
              holds(id.isPresent(), name, "must be a UUID", "uuid_parsing");
              return id;
            });
  }

  Optional<String> word(String name, List<String> words) {
    String allowed = "must be one of: " + String.join(", ", words);
    return text(name).filter(text -> holds(words.contains(text), name, allowed, "enum"));
  }

  Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    value(name, JsonNode::isObject, "an object", "dict_type")
        .ifPresent(
            map ->
                map.properties()
                    .forEach(
                        pair -> {
                          if (pair.getValue().isTextual()) {
                            texts.put(pair.getKey(), pair.getValue().textValue());
                          } else {
                            refuse(name, pair.getKey(), "must be a string", "string_type");
                          }
                        }));
    return texts;
  }

  List<String> textList(String name) {
    List<String> texts = new ArrayList<>();
    value(name, JsonNode::isArray, "a list", "list_type")
        .ifPresent(
            list -> {
              for (int i = 0; i < list.size(); i++) {
                if (list.get(i).isTextual()) {
                  texts.add(list.get(i).textValue());
                } else {
                  refuse(name, Integer.toString(i), "must be a string", "string_type");
                }
              }
            });
    return List.copyOf(texts);
  }

  void nested(String name, Consumer<Fields> reader) {
    value(name, JsonNode::isObject, "an object", "model_attributes_type")
        .ifPresent(inner -> reader.accept(new Fields(below(name), inner, violations)));
  }

  /** These fields, with null allowed for the named ones: it reads as absent there. */
  Fields nullable(String... names) {
    ObjectNode kept = object.deepCopy();
    for (String name : names) {
      if (kept.path(name).isNull()) {
        kept.remove(name);
      }
    }
    return new Fields(loc, kept, violations);
  }

  /** Reads a value that none of the other methods fits. */
  Optional<JsonNode> value(String name, Predicate<JsonNode> fits, String what, String type) {
    return Optional.ofNullable(object.get(name))
        .filter(node -> holds(fits.test(node), name, "must be " + what, type));
  }

  void refuse(String name, String problem, String type) {
    violations.add(new Violation(below(name), name + " " + problem + ".", type));
  }

  private void refuse(String name, String inner, String problem, String type) {
    List<String> where = new ArrayList<>(below(name));
    where.add(inner);
    violations.add(new Violation(where, name + "." + inner + " " + problem + ".", type));
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

  private static InvalidRequestException invalid(List<String> loc, String msg, String type) {
    return new InvalidRequestException(List.of(new Violation(loc, msg, type)));
  }
}
