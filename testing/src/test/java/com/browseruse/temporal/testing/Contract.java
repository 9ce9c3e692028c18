package com.browseruse.temporal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.EmulatorFixture.HttpResult;
import com.browseruse.temporal.testing.internal.http.Fields;
import com.browseruse.temporal.testing.internal.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a version of the API responds, read from {@code v1-contract.json} or {@code
 * v2-contract.json}; the latter explains the notation.
 */
public final class Contract {

  private final JsonNode data;
  private final Set<String> checked = new TreeSet<>();

  public Contract(String version) {
    try (InputStream in = Contract.class.getResourceAsStream(version + "-contract.json")) {
      data = Json.read(in.readAllBytes());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Every response that the emulator can give by itself, as method, route and status. */
  public Set<String> routes() {
    Set<String> routes = new HashSet<>();
    data.get("routes")
        .properties()
        .forEach(
            route ->
                route
                    .getValue()
                    .fieldNames()
                    .forEachRemaining(
                        status -> {
                          if (!status.endsWith("-")) {
                            routes.add(route.getKey() + " " + status.replace("+", ""));
                          }
                        }));
    return routes;
  }

  /** The provider's part of the contract: each response with its type written out. */
  public Map<String, String> described() {
    Map<String, String> described = new TreeMap<>();
    for (Map.Entry<String, JsonNode> route : data.get("routes").properties()) {
      for (Map.Entry<String, JsonNode> status : route.getValue().properties()) {
        if (!status.getKey().endsWith("+")) {
          String response = route.getKey() + " " + status.getKey().replace("-", "");
          String type =
              data.path("otherwiseDescribed").path(response).asText(status.getValue().asText());
          described.put(response, writtenOut(type));
        }
      }
    }
    return described;
  }

  /** Asserts that a response has this status and fits the contract; notes what was checked. */
  public HttpResult check(String route, int status, HttpResult result) {
    assertThat(result.status()).as(result.text()).isEqualTo(status);
    assertThat(problems(route, status, result.json())).isEmpty();
    checked.add(route + " " + status);
    return result;
  }

  /** What was checked, as method, route and status. */
  public Set<String> checked() {
    return checked;
  }

  /** What is wrong with a response; empty if it is as it should be. */
  private List<String> problems(String route, int status, JsonNode body) {
    JsonNode statuses = data.get("routes").path(route);
    JsonNode type = statuses.path("" + status);
    if (type.isMissingNode()) {
      type = statuses.path(status + "+");
    }
    List<String> problems = new ArrayList<>();
    check(body, type.asText("undeclared"), route + " " + status, problems);
    return problems;
  }

  private void check(JsonNode value, String type, String where, List<String> problems) {
    if (type.endsWith("|null")) {
      if (!value.isNull()) {
        check(value, type.substring(0, type.length() - 5), where, problems);
      }
    } else if (type.startsWith("[") && value.isArray()) {
      String inner = type.substring(1, type.length() - 1);
      value.forEach(item -> check(item, inner, where + "[]", problems));
    } else if (type.contains(" | ") && !type.startsWith("[")) {
      boolean fits = false;
      for (String choice : type.split(" \\| ")) {
        List<String> misfits = new ArrayList<>();
        check(value, choice, where, misfits);
        fits |= misfits.isEmpty();
      }
      note(fits, where, type, value, problems);
    } else if (data.get("types").path(type).isObject()) {
      checkObject(value, fields(type), where, problems);
    } else {
      note(isSimple(value, type), where, type, value, problems);
    }
  }

  private void checkObject(
      JsonNode value, Map<String, String> fields, String where, List<String> problems) {
    Map<String, String> plain = new TreeMap<>();
    fields.forEach((name, type) -> plain.put(name.replaceAll("[?+]$", ""), type));
    fields.keySet().stream()
        .filter(name -> name.matches("\\w+") && !value.has(name))
        .forEach(name -> problems.add(where + "." + name + " is missing"));
    value
        .properties()
        .forEach(
            field ->
                check(
                    field.getValue(),
                    plain.getOrDefault(field.getKey(), "undeclared"),
                    where + "." + field.getKey(),
                    problems));
  }

  private boolean isSimple(JsonNode value, String type) {
    if (type.startsWith("string=")) {
      return type.substring("string=".length()).equals(value.textValue());
    }
    return switch (type) {
      case "none" -> value == null;
      case "uuid" -> value.isTextual() && Fields.parseUuid(value.textValue()).isPresent();
      case "time" -> value.isTextual() && isTime(value.textValue());
      case "decimal" -> value.isTextual() && value.textValue().matches("\\d+(\\.\\d+)?");
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "{any}" -> value.isObject();
      case "{string}" ->
          value.isObject() && value.properties().stream().allMatch(f -> f.getValue().isTextual());
      default -> words(type).contains(value.asText());
    };
  }

  private List<String> words(String type) {
    return StreamSupport.stream(data.get("types").path(type).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private Map<String, String> fields(String type) {
    Map<String, String> fields = new TreeMap<>();
    JsonNode declared = data.get("types").get(type);
    if (declared.has("like")) {
      fields.putAll(fields(declared.get("like").asText()));
    }
    declared.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
    fields.remove("like");
    return fields;
  }

  private String writtenOut(String type) {
    if (type.endsWith("|null")) {
      return writtenOut(type.substring(0, type.length() - 5)) + "|null";
    }
    if (type.startsWith("[")) {
      return "[" + writtenOut(type.substring(1, type.length() - 1)) + "]";
    }
    if (type.contains(" | ")) {
      return List.of(type.split(" \\| ")).stream()
          .map(this::writtenOut)
          .sorted()
          .collect(Collectors.joining(" | "));
    }
    if (data.get("types").path(type).isArray()) {
      return words(type).toString();
    }
    if (data.get("types").path(type).isMissingNode()) {
      return type;
    }
    Map<String, String> fields = new TreeMap<>();
    fields(type).forEach((name, inner) -> fields.put(name, writtenOut(inner)));
    fields.keySet().removeIf(name -> name.endsWith("+"));
    return fields.toString();
  }

  private static boolean isTime(String text) {
    return text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z") && Instant.parse(text) != null;
  }

  private static void note(
      boolean fits, String where, String type, JsonNode value, List<String> problems) {
    if (!fits) {
      problems.add(where + " is " + value + " instead of " + type);
    }
  }
}
