package com.browseruse.temporal.workflows.internal.input;

import com.browseruse.temporal.task.StrictJson;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.internal.json.PlainJson;
import com.google.protobuf.ByteString;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.common.converter.RawValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns JSON into an input, and back. */
public final class InputReader {
  /** A history has to hold the input twice, and Temporal takes 2 MiB at once, encrypted perhaps. */
  public static final int LARGEST = 1024 * 1024;

  private static final String TASK_ID = "taskId";
  private static final String OPTIONS = "options";
  private static final String SECRET_REFS = "secretRefs";

  /** Where people look for a field in vain: at the top. */
  private static final Map<String, String> PLACES =
      Stream.concat(
              Arrays.stream(OptionsJson.class.getRecordComponents())
                  .map(option -> Map.entry(option.getName(), OPTIONS)),
              Stream.of(
                      "profileId",
                      "proxyCountryCode",
                      "browserScreenWidth",
                      "browserScreenHeight",
                      "enableRecording")
                  .map(setting -> Map.entry(setting, "sessionSettings")))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private InputReader() {}

  /** Reads an input past the data converter, whose failures retry the workflow task for ever. */
  public static BrowserTask read(@Nullable RawValue raw) {
    checkSize(raw == null ? 0 : raw.getPayload().getData().size());
    return new BrowserTask(read(json(raw)));
  }

  /** Whether nothing was given, or a null in any encoding. */
  public static boolean isNone(@Nullable RawValue raw) {
    try {
      return json(raw) == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Gives plain Java; null for nothing, and for the null of any encoding. */
  public static @Nullable Object json(@Nullable RawValue raw) {
    return raw == null
        ? null
        : StrictJson.parse(
            raw.getPayload()
                .getMetadataOrDefault(EncodingKeys.METADATA_ENCODING_KEY, ByteString.EMPTY)
                .toStringUtf8(),
            raw.getPayload().getData().toByteArray());
  }

  public static void checkSize(int bytes) {
    if (bytes > LARGEST) {
      throw new IllegalArgumentException(
          "input must have at most " + LARGEST + " bytes as JSON, but has " + bytes);
    }
  }

  /** Reads an input; refuses one that is not acceptable with a message that names the field. */
  public static InputJson read(@Nullable Object json) {
    Map<String, Object> rest =
        fields(json, "input must be one JSON object with at least the field task, or taskId");
    rest.keySet().forEach(InputReader::checkPlace);
    Object options = rest.remove(OPTIONS);
    Object secretRefs = rest.remove(SECRET_REFS);
    Object taskId = rest.remove(TASK_ID);
    if (taskId != null && !(taskId instanceof String)) {
      throw new IllegalArgumentException("taskId must be text");
    }
    TaskRequest request = StrictJson.convert(rest, TaskRequest.class, "");
    Map<String, String> references =
        secretRefs == null ? Map.of() : StrictJson.texts(secretRefs, SECRET_REFS);
    OptionsJson read =
        options == null
            ? OptionsJson.NONE
            : StrictJson.convert(options, OptionsJson.class, OPTIONS);
    StrictJson.checkNumbers(json);
    return new InputJson((String) taskId, request, references, read);
  }

  private static void checkPlace(String name) {
    String place = PLACES.get(name);
    if (place != null) {
      throw new IllegalArgumentException(
          name + " is not a known field: give it as " + place + "." + name);
    }
  }

  static Map<String, Object> write(InputJson input) {
    Map<String, Object> json = PlainJson.fields(input.request());
    if (input.taskId() != null) {
      json.put(TASK_ID, input.taskId());
    }
    if (!input.secretRefs().isEmpty()) {
      json.put(SECRET_REFS, input.secretRefs());
    }
    if (!input.options().equals(OptionsJson.NONE)) {
      json.put(OPTIONS, PlainJson.fields(input.options()));
    }
    return json;
  }

  /** Reads the fields of an object, as strictly as an input. */
  public static <T> T fields(@Nullable Object json, Class<T> type, String otherwise) {
    Map<String, Object> fields = fields(json, otherwise);
    return StrictJson.convert(fields, type, "");
  }

  /** Without nulls: a null says no more than a missing field does. */
  static Map<String, Object> fields(@Nullable Object json, String otherwise) {
    if (!(json instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(otherwise);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    map.forEach(
        (name, value) -> {
          if (value != null) {
            fields.put(Objects.toString(name), value);
          }
        });
    return fields;
  }
}
