package com.browseruse.temporal.workflows.internal.input;

import com.browseruse.temporal.task.SecretRef;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskRequest;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked to do; in JSON one flat object: the request's fields, {@code secretRefs} and
 * {@code options}. Checks what protects us; limits of the server are the server's to judge.
 */
public record InputJson(TaskRequest request, Map<String, String> secretRefs, OptionsJson options) {
  /** What the API takes, less what the plugin needs for itself. */
  static final int MAX_METADATA = 10 - TaskMarkers.NAMES.size();

  /** What the plugin itself relies on must not come in by the back door. */
  private static final List<String> NOT_EXTRA = List.of("task", "sessionId", "metadata", "secrets");

  public InputJson {
    // Not Map.copyOf, which takes no null: a null is refused by its name.
    secretRefs = Collections.unmodifiableMap(new LinkedHashMap<>(secretRefs));
    check(
        request.task() != null && !request.task().isBlank(), "task must be given and not be empty");
    check(
        isNullOr(request.vision(), Boolean.class, String.class),
        "vision must be true, false or \"auto\"");
    check(
        isNullOr(request.structuredOutput(), Map.class, String.class),
        "structuredOutput must be a JSON Schema: an object, or the same as text");
    checkMetadata(orNone(request.metadata()));
    checkTexts("metadata", request.metadata());
    checkTexts("secrets", request.secrets());
    checkTexts("allowedDomains", request.allowedDomains());
    checkTexts("skillIds", request.skillIds());
    for (String name : NOT_EXTRA) {
      check(
          !orNone(request.extra()).containsKey(name),
          "extra." + name + " must be given as " + name);
    }
    secretRefs.forEach(
        (name, reference) -> {
          String path = "secretRefs." + InputProblem.shorten(name);
          check(SecretRef.isValid(reference), path + " must be " + SecretRef.ALLOWED);
          check(
              !orNone(request.secrets()).containsKey(name),
              path + " must not also be given in secrets");
        });
  }

  /** Takes what any mapper has made of the JSON. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static InputJson read(@Nullable Object json) {
    return InputReader.read(InputReader.tree(json));
  }

  @JsonValue
  public Map<String, Object> write() {
    return InputReader.write(this);
  }

  private static void checkMetadata(Map<String, String> metadata) {
    for (String name : TaskMarkers.NAMES) {
      check(
          !metadata.containsKey(name),
          "metadata." + name + " is set by the plugin and must not be given");
    }
    check(
        metadata.size() <= MAX_METADATA,
        "metadata must have at most %d entries (the API takes 10, the plugin needs %d), but has %d"
            .formatted(MAX_METADATA, TaskMarkers.NAMES.size(), metadata.size()));
  }

  private static void checkTexts(String field, @Nullable Map<String, String> texts) {
    orNone(texts)
        .forEach(
            (name, text) ->
                check(text != null, field + "." + InputProblem.shorten(name) + " must be text"));
  }

  private static void checkTexts(String field, @Nullable List<String> texts) {
    for (int i = 0; texts != null && i < texts.size(); i++) {
      check(texts.get(i) != null, field + "[" + i + "] must be text");
    }
  }

  private static <T> Map<String, T> orNone(@Nullable Map<String, T> map) {
    return map == null ? Map.of() : map;
  }

  private static boolean isNullOr(@Nullable Object value, Class<?> one, Class<?> other) {
    return value == null || one.isInstance(value) || other.isInstance(value);
  }

  static void check(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
