package com.browseruse.temporal.workflows.internal.input;

import com.browseruse.temporal.task.TaskRequest;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked to do. In JSON one flat object: the fields of the request, and beside them
 * {@code secretRefs} and {@code options}.
 */
public record InputJson(TaskRequest request, Map<String, String> secretRefs, OptionsJson options) {

  public InputJson {
    // Not Map.copyOf, which takes no null: the rules refuse one with a sentence.
    secretRefs = Collections.unmodifiableMap(new LinkedHashMap<>(secretRefs));
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
}
