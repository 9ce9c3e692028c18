package com.browseruse.temporal.testing.internal.v2;

import com.browseruse.temporal.testing.internal.cloud.ApiVersion;
import com.browseruse.temporal.testing.internal.cloud.TaskSpec;
import com.browseruse.temporal.testing.internal.http.Fields;
import com.browseruse.temporal.testing.internal.http.Request;
import java.util.List;

/** Reads the body of a create call. */
final class V2CreateTask {

  private V2CreateTask() {}

  static TaskSpec read(Request request) {
    Fields fields =
        Fields.ofBody(request, false)
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
            fields.schema("structuredOutput").orElse(null),
            fields.uuid("sessionId").orElse(null),
            fields.metadata(),
            fields.flag("judge").orElse(false),
            TaskSpec.V1Options.NONE);
    checkUnusedFields(fields);
    fields.check();
    return spec;
  }

  /** What changes nothing in the emulator is nevertheless held to its type. */
  private static void checkUnusedFields(Fields fields) {
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
