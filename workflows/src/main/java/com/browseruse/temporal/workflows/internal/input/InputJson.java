package com.browseruse.temporal.workflows.internal.input;

import com.browseruse.temporal.task.SecretRef;
import com.browseruse.temporal.task.StrictJson;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.workflows.internal.json.PlainJson;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked to do; in JSON one flat object: the request's fields and {@code secretRefs},
 * or {@code taskId}, and {@code options}. Checks what protects us; limits of the server are the
 * server's to judge.
 *
 * @param taskId the task to take over; then nothing is requested
 */
public record InputJson(
    @Nullable String taskId,
    TaskRequest request,
    Map<String, String> secretRefs,
    OptionsJson options) {
  /** More than any id has: it becomes a part of an address. */
  private static final int LONGEST_ID = 200;

  public InputJson {
    // Not Map.copyOf, which takes no null: a null is refused by its name.
    secretRefs = Collections.unmodifiableMap(new LinkedHashMap<>(secretRefs));
    if (taskId == null) {
      check(
          request.task() != null,
          "task must be given and not be empty, or else the taskId of a task that exists");
      request.check();
      check(
          !Boolean.FALSE.equals(options.stopOnCancel()),
          "options.stopOnCancel can be false only with taskId: a run ends what it has made");
    } else {
      checkAttached(taskId, request, secretRefs);
    }
    secretRefs.forEach(
        (name, reference) -> {
          String path = "secretRefs." + StrictJson.shorten(name);
          check(SecretRef.isValid(reference), path + " must be " + SecretRef.ALLOWED);
          check(
              !orNone(request.secrets()).containsKey(name),
              path + " must not also be given in secrets");
        });
  }

  private static void checkAttached(
      String taskId, TaskRequest request, Map<String, String> secretRefs) {
    check(
        !taskId.isBlank() && taskId.length() <= LONGEST_ID,
        "taskId must have 1 to " + LONGEST_ID + " characters");
    for (String name : PlainJson.fields(request).keySet()) {
      check(false, name + " must not be given together with taskId: that task exists already");
    }
    check(
        secretRefs.isEmpty(),
        "secretRefs must not be given together with taskId: that task exists already");
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
