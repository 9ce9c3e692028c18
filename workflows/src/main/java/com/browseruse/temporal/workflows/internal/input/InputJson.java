package com.browseruse.temporal.workflows.internal.input;

import com.browseruse.temporal.task.SecretRef;
import com.browseruse.temporal.task.StrictJson;
import com.browseruse.temporal.task.TaskRequest;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked to do; in JSON one flat object: the request's fields, {@code secretRefs} and
 * {@code options}. Checks what protects us; limits of the server are the server's to judge.
 */
public record InputJson(TaskRequest request, Map<String, String> secretRefs, OptionsJson options) {
  public InputJson {
    // Not Map.copyOf, which takes no null: a null is refused by its name.
    secretRefs = Collections.unmodifiableMap(new LinkedHashMap<>(secretRefs));
    request.check();
    secretRefs.forEach(
        (name, reference) -> {
          String path = "secretRefs." + StrictJson.shorten(name);
          check(SecretRef.isValid(reference), path + " must be " + SecretRef.ALLOWED);
          check(
              !orNone(request.secrets()).containsKey(name),
              path + " must not also be given in secrets");
        });
  }

  /** Takes what any mapper has made of the JSON. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static InputJson read(@Nullable Object json) {
    return InputReader.read(StrictJson.plain(json));
  }

  @JsonValue
  public Map<String, Object> write() {
    return InputReader.write(this);
  }

  private static <T> Map<String, T> orNone(@Nullable Map<String, T> map) {
    return map == null ? Map.of() : map;
  }

  static void check(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
