package com.browseruse.temporal.client.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error, in whichever of its many forms.
 *
 * @param json a missing node if the body is no JSON
 * @param message what it says, as one readable text
 */
record ErrorBody(JsonNode json, @Nullable String message) {
  private static final int MAX_PROBLEMS = 5;
  private static final Pattern UNSEEN =
      Pattern.compile("(?is)<(script|style|head)\\b.*?(</\\1>|$)");
  private static final Pattern TAG = Pattern.compile("(?s)<[^>]*(>|$)");

  static ErrorBody read(byte[] body) {
    try {
      JsonNode json = Json.MAPPER.readTree(body);
      return new ErrorBody(json, message(json));
    } catch (IOException e) {
      return new ErrorBody(MissingNode.getInstance(), plainText(body));
    }
  }

  /** Takes only what is meant for people: the rest may repeat the request, and its secrets. */
  private static @Nullable String message(JsonNode json) {
    if (json.isTextual()) {
      return json.textValue();
    }
    if (json.isArray()) {
      return problems(json);
    }
    if (json.has("msg")) {
      return problem(json);
    }
    if (json.has("detail")) {
      return message(json.get("detail"));
    }
    String message = first(json, "message", "error_description", "title");
    String code = first(json, "code", "error");
    if (message == null) {
      return code != null
          ? code
          : json.path("error").isObject() ? message(json.get("error")) : null;
    }
    return code == null ? message : message + " (" + code + ")";
  }

  private static @Nullable String first(JsonNode json, String... names) {
    for (String name : names) {
      if (json.path(name).isTextual()) {
        return json.get(name).textValue();
      }
    }
    return null;
  }

  private static @Nullable String problems(JsonNode list) {
    List<String> all = new ArrayList<>();
    for (JsonNode item : list) {
      String text = message(item);
      if (text != null) {
        all.add(text);
      }
    }
    if (all.isEmpty()) {
      return null;
    }
    String text = String.join("; ", all.subList(0, Math.min(all.size(), MAX_PROBLEMS)));
    int others = all.size() - MAX_PROBLEMS;
    return others > 0 ? text + "; and " + others + " more" : text;
  }

  /** Turns {@code {loc, msg, type}} into a sentence that begins with the field. */
  private static String problem(JsonNode json) {
    List<String> path = new ArrayList<>();
    json.path("loc").forEach(step -> path.add(step.asText()));
    String message = json.get("msg").asText();
    return path.isEmpty() ? message : String.join(".", path) + ": " + message;
  }

  /**
   * Takes the visible text of what is most likely a gateway's page. Broken JSON is not shown: it is
   * most likely a long validation error, cut short, that repeats the request.
   */
  private static @Nullable String plainText(byte[] body) {
    String source = new String(body, StandardCharsets.UTF_8).strip();
    if (source.startsWith("{") || source.startsWith("[")) {
      return null;
    }
    return TAG.matcher(UNSEEN.matcher(source).replaceAll(" ")).replaceAll(" ");
  }

  /** Tells whether the server, rather than something on the way to it, seems to have spoken. */
  boolean isJson() {
    return !json.isMissingNode();
  }

  /** The message to find its meaning in, empty if there is none. */
  String lowerCase() {
    return message == null ? "" : message.toLowerCase(Locale.ROOT);
  }
}
