package com.browseruse.temporal.testing.internal.v2;

import com.browseruse.temporal.testing.internal.cloud.CloudSession;
import com.browseruse.temporal.testing.internal.cloud.TaskSpec;
import com.browseruse.temporal.testing.internal.cloud.TaskSpec.ApiVersion;
import com.browseruse.temporal.testing.internal.http.Fields;
import com.browseruse.temporal.testing.internal.http.Request;
import java.util.List;
import java.util.UUID;

/** What the requests of version 2 hold, and its bounds. What has no effect here is checked too. */
final class V2Requests {

  private static final int LARGEST_UPLOAD = 10 * 1024 * 1024;
  private static final List<String> UPLOAD_TYPES =
      List.of(
          """
          image/jpg image/jpeg image/png image/gif image/webp image/svg+xml application/pdf
          application/msword application/vnd.ms-excel text/plain text/csv text/markdown
          application/vnd.openxmlformats-officedocument.wordprocessingml.document
          application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
          """
              .split("\\s+"));

  /** A file that a caller is about to upload. */
  record Upload(String fileName, String contentType) {}

  private V2Requests() {}

  static UUID taskId(Request request) {
    return Fields.pathId(request, "id", "task_id");
  }

  static UUID sessionId(Request request) {
    return Fields.pathId(request, "id", "session_id");
  }

  static String action(Request request, List<String> actions) {
    Fields fields = Fields.ofBody(request, false);
    String action = fields.required().choice("action", actions).orElse("");
    fields.check();
    return action;
  }

  static TaskSpec newTask(Request request) {
    Fields fields = Fields.ofBody(request, false);
    TaskSpec spec =
        new TaskSpec(
            ApiVersion.V2,
            fields.required().text("task", 1, 50_000).orElse(""),
            fields.text("llm").orElse("browser-use-2.0"),
            fields.nullable().text("startUrl").orElse(null),
            fields.number("maxSteps", 1, 10_000).orElse(null),
            fields.nullable().schema("structuredOutput").orElse(null),
            fields.nullable().uuid("sessionId").orElse(null),
            fields.nullable().metadata(),
            fields.flag("judge").orElse(false),
            TaskSpec.V1Options.NONE);
    fields.nullable().texts("secrets");
    List.of("allowedDomains", "skillIds").forEach(fields.nullable()::textList);
    List.of("opVaultId", "judgeLlm", "thinkingLevel").forEach(fields.nullable()::text);
    List.of("highlightElements", "flashMode", "thinking").forEach(fields::flag);
    fields.text("systemPromptExtension", 0, 10_000);
    fields.nullable().text("judgeGroundTruth", 0, 10_000);
    fields.value(
        "vision",
        node -> node.isBoolean() || node.asText().equals("auto"),
        "true, false or \"auto\"",
        "bool_type");
    fields.nullable().nested("sessionSettings", V2Requests::readBrowser);
    fields.check();
    return spec;
  }

  static CloudSession.Settings newSession(Request request) {
    Fields fields = Fields.ofBody(request, true);
    readBrowser(fields);
    fields.nullable().text("startUrl");
    fields.nullable().nested("customProxy", V2Requests::readProxy);
    boolean keepAlive = fields.flag("keepAlive").orElse(true);
    boolean persistMemory = fields.flag("persistMemory").orElse(true);
    fields.check();
    return new CloudSession.Settings(keepAlive, persistMemory);
  }

  static Upload upload(Request request) {
    Fields fields = Fields.ofBody(request, false);
    String fileName = fields.required().text("fileName", 1, 255).orElse("");
    String contentType = fields.required().choice("contentType", UPLOAD_TYPES).orElse("");
    fields.required().number("sizeBytes", 1, LARGEST_UPLOAD);
    fields.check();
    return new Upload(fileName, contentType);
  }

  private static void readBrowser(Fields fields) {
    Fields nullable = fields.nullable();
    nullable.uuid("profileId");
    String country = nullable.text("proxyCountryCode").orElse("de");
    String allowed = "must be a country's code of two small letters";
    fields.hold(country.matches("[a-z]{2}"), "proxyCountryCode", allowed, "enum");
    nullable.number("browserScreenWidth", 320, 6144);
    nullable.number("browserScreenHeight", 320, 3456);
    fields.flag("enableRecording");
  }

  private static void readProxy(Fields fields) {
    fields.required().text("host", 1, 255);
    fields.required().number("port", 1, 65_535);
    List.of("username", "password").forEach(name -> fields.nullable().text(name, 1, 255));
    fields.flag("ignoreCertErrors");
  }
}
