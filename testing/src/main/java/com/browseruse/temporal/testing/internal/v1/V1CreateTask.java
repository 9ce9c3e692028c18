package com.browseruse.temporal.testing.internal.v1;

import com.browseruse.temporal.testing.internal.cloud.ApiVersion;
import com.browseruse.temporal.testing.internal.cloud.TaskSpec;
import com.browseruse.temporal.testing.internal.http.Fields;
import com.browseruse.temporal.testing.internal.http.Request;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Reads the body of version 1's create call. */
final class V1CreateTask {

  private static final int LONGEST_KEY = 100;
  private static final int LONGEST_VALUE = 1000;
  private static final int USUAL_STEPS = 75;
  private static final int MOST_STEPS = 200;
  private static final List<String> COUNTRIES =
      List.of("us", "fr", "it", "jp", "au", "de", "fi", "ca");

  private V1CreateTask() {}

  static TaskSpec read(Request request) {
    Fields fields =
        Fields.ofBody(request, false)
            .nullable(
                "secrets",
                "allowed_domains",
                "browser_profile_id",
                "structured_output_json",
                "included_file_names",
                "metadata");
    fields.require("task");
    TaskSpec spec =
        new TaskSpec(
            ApiVersion.V1,
            fields.text("task").orElse(""),
            fields.text("llm_model").orElse("gpt-4.1"),
            null,
            fields.number("max_agent_steps", 1, MOST_STEPS).orElse(USUAL_STEPS),
            fields.schema("structured_output_json").orElse(null),
            null,
            metadata(fields),
            false,
            new TaskSpec.V1Options(
                fields.flag("enable_public_share").orElse(false),
                fields.flag("save_browser_data").orElse(false),
                fields.textList("included_file_names")));
    checkUnusedFields(fields);
    fields.check();
    return spec;
  }

  private static Map<String, String> metadata(Fields fields) {
    Map<String, String> metadata = fields.metadata();
    metadata.forEach(
        (key, value) -> {
          if (key.isEmpty() || length(key) > LONGEST_KEY) {
            fields.refuse(
                "metadata", "must have keys of 1 to " + LONGEST_KEY + " characters", "value_error");
          }
          if (length(value) > LONGEST_VALUE) {
            fields.refuse(
                "metadata",
                "must have values of at most " + LONGEST_VALUE + " characters",
                "value_error");
          }
        });
    return Collections.unmodifiableMap(metadata);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** What changes nothing in the emulator is nevertheless held to its type. */
  private static void checkUnusedFields(Fields fields) {
    fields.texts("secrets");
    fields.textList("allowed_domains");
    fields.text("browser_profile_id");
    fields.word("proxy_country_code", COUNTRIES);
    List.of("use_adblock", "use_proxy", "highlight_elements").forEach(fields::flag);
    List.of("browser_viewport_width", "browser_viewport_height")
        .forEach(name -> fields.number(name, 1, Integer.MAX_VALUE));
  }
}
