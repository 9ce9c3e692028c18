package com.browseruse.temporal.workflows.internal.input;

import com.browseruse.temporal.task.SecretRef;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must hold beyond the types. Limits of the server are the server's to judge; these protect
 * us.
 */
public final class InputRules {
  private static final List<String> KNOWN = List.of("task", "sessionId", "metadata", "secrets");

  private InputRules() {}

  /** Gives an input back that may run; refuses another with a message that names the field. */
  public static InputJson checked(InputJson input) {
    TaskRequest request = input.request();
    if (request.task() == null || request.task().isBlank()) {
      refuse("task must be given and not be empty");
    }
    if (!isNullOr(request.vision(), Boolean.class, String.class)) {
      refuse("vision must be true, false or \"auto\"");
    }
    if (!isNullOr(request.structuredOutput(), Map.class, String.class)) {
      refuse("structuredOutput must be a JSON Schema: an object, or the same as text");
    }
    checkMetadata(request.metadata());
    checkTexts("metadata", request.metadata());
    checkTexts("secrets", request.secrets());
    checkTexts("allowedDomains", request.allowedDomains());
    checkTexts("skillIds", request.skillIds());
    checkExtra(request.extra());
    input
        .secretRefs()
        .forEach(
            (name, reference) -> {
              String path = "secretRefs." + InputProblem.shorten(name);
              if (!SecretRef.isValid(reference)) {
                refuse(path + " must be " + SecretRef.ALLOWED);
              }
              if (request.secrets() != null && request.secrets().containsKey(name)) {
                refuse(path + " must not also be given in secrets");
              }
            });
    return input;
  }

  private static boolean isNullOr(@Nullable Object value, Class<?> one, Class<?> other) {
    return value == null || one.isInstance(value) || other.isInstance(value);
  }

  private static void checkTexts(String field, @Nullable Map<String, String> texts) {
    if (texts != null) {
      texts.forEach((name, text) -> checkText(field + "." + InputProblem.shorten(name), text));
    }
  }

  private static void checkTexts(String field, @Nullable List<String> texts) {
    for (int i = 0; texts != null && i < texts.size(); i++) {
      checkText(field + "[" + i + "]", texts.get(i));
    }
  }

  private static void checkText(String path, @Nullable String text) {
    if (text == null) {
      refuse(path + " must be text");
    }
  }

  /** What the plugin itself relies on must not come in by the back door. */
  private static void checkExtra(@Nullable Map<String, Object> extra) {
    for (String name : KNOWN) {
      if (extra != null && extra.containsKey(name)) {
        refuse("extra." + name + " must be given as " + name);
      }
    }
  }

  private static void checkMetadata(@Nullable Map<String, String> metadata) {
    if (metadata == null) {
      return;
    }
    for (String name : TaskMarkers.NAMES) {
      if (metadata.containsKey(name)) {
        refuse("metadata." + name + " is set by the plugin and must not be given");
      }
    }
    if (metadata.size() > InputReader.MAX_METADATA) {
      refuse(
          "metadata must have at most "
              + InputReader.MAX_METADATA
              + " entries (the API takes 10, the plugin needs "
              + TaskMarkers.NAMES.size()
              + "), but has "
              + metadata.size());
    }
  }

  private static void refuse(String sentence) {
    throw new IllegalArgumentException(sentence);
  }
}
