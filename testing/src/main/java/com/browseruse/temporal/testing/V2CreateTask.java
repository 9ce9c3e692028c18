package com.browseruse.temporal.testing;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Reads the body of a create call. */
final class V2CreateTask {

  private static final int MOST_METADATA = 10;

  private V2CreateTask() {}

  static TaskSpec read(byte[] body) {
    Fields fields =
        Fields.of(body, false)
            .nullable(
                "startUrl",
                "structuredOutput",
                "sessionId",
                "metadata",
                "secrets",
                "allowedDomains",
                "opVaultId",
                "sessionSettings",
                "judgeGroundTruth",
                "judgeLlm",
                "skillIds",
                "thinkingLevel");
    fields.require("task");
    TaskSpec spec =
        new TaskSpec(
            ApiVersion.V2,
            fields.text("task", 1, 50_000).orElse(""),
            fields.text("llm").orElse("browser-use-2.0"),
            fields.text("startUrl").orElse(null),
            fields.number("maxSteps", 1, 10_000).orElse(null),
            OutputSchema.read(fields, "structuredOutput").orElse(null),
            fields.uuid("sessionId").orElse(null),
            metadata(fields),
            fields.flag("judge").orElse(false),
            TaskExtras.NONE);
    checkWhatIsNotPlayed(fields);
    fields.check();
    return spec;
  }

  private static Map<String, String> metadata(Fields fields) {
    Map<String, String> metadata = fields.texts("metadata");
    if (metadata.size() > MOST_METADATA) {
      fields.refuse("metadata", "must have at most " + MOST_METADATA + " pairs", "too_long");
    }
    return Collections.unmodifiableMap(metadata);
  }

  /** What changes nothing in the emulator is nevertheless held to its type. */
  private static void checkWhatIsNotPlayed(Fields fields) {
    fields.texts("secrets");
    fields.textList("allowedDomains");
    fields.textList("skillIds");
    List.of("opVaultId", "judgeLlm", "thinkingLevel").forEach(fields::text);
    List.of("highlightElements", "flashMode", "thinking").forEach(fields::flag);
    fields.text("systemPromptExtension", 0, 10_000);
    fields.text("judgeGroundTruth", 0, 10_000);
    fields.value(
        "vision",
        node -> node.isBoolean() || node.asText().equals("auto"),
        "true, false or \"auto\"",
        "bool_type");
    fields.nested("sessionSettings", V2Sessions::checkBrowser);
  }
}
