package com.browseruse.temporal.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads what somebody tells the emulator. The first mistake ends the reading with a sentence that
 * names the field and says what is allowed.
 */
final class AdminFields {

  private final JsonNode object;

  AdminFields(String what, JsonNode json, List<String> known) {
    if (!json.isObject()) {
      throw new IllegalArgumentException(what + " must be a JSON object.");
    }
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new IllegalArgumentException(
                    what + " has no field " + name + "; it has: " + String.join(", ", known) + ".");
              }
            });
    object = json;
  }

  Optional<String> text(String name) {
    return value(name, JsonNode::isTextual, "a string").map(JsonNode::textValue);
  }

  Optional<Integer> number(String name) {
    return value(name, JsonNode::canConvertToInt, "a whole number").map(JsonNode::intValue);
  }

  Optional<Boolean> flag(String name) {
    return value(name, JsonNode::isBoolean, "true or false").map(JsonNode::booleanValue);
  }

  Optional<JsonNode> list(String name) {
    return value(name, JsonNode::isArray, "a list");
  }

  Optional<JsonNode> object(String name) {
    return value(name, JsonNode::isObject, "an object");
  }

  Optional<String> word(String name, List<String> words) {
    String allowed = "one of: " + String.join(", ", words);
    return value(name, node -> words.contains(node.textValue()), allowed).map(JsonNode::textValue);
  }

  Optional<Duration> duration(String name) {
    String allowed = "an ISO-8601 duration such as \"PT0.5S\"";
    return value(name, JsonNode::isTextual, allowed)
        .map(
            node -> {
              try {
                return Duration.parse(node.textValue());
              } catch (DateTimeParseException e) {
                throw wrong(name, allowed);
              }
            });
  }

  /** A decimal, as a number or in a string. */
  Optional<BigDecimal> amount(String name) {
    String allowed = "a decimal such as \"0.05\"";
    return value(name, node -> node.isNumber() || node.isTextual(), allowed)
        .map(
            node -> {
              try {
                return new BigDecimal(node.asText());
              } catch (NumberFormatException e) {
                throw wrong(name, allowed);
              }
            });
  }

  private Optional<JsonNode> value(String name, Predicate<JsonNode> fits, String allowed) {
    JsonNode node = object.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!fits.test(node)) {
      throw wrong(name, allowed);
    }
    return Optional.of(node);
  }

  private static IllegalArgumentException wrong(String name, String allowed) {
    return new IllegalArgumentException(name + " must be " + allowed + ".");
  }
}
