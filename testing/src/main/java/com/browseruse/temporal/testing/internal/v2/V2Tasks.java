package com.browseruse.temporal.testing.internal.v2;

import com.browseruse.temporal.testing.internal.cloud.ApiVersion;
import com.browseruse.temporal.testing.internal.cloud.Cloud;
import com.browseruse.temporal.testing.internal.cloud.CloudTask;
import com.browseruse.temporal.testing.internal.cloud.FileStorage;
import com.browseruse.temporal.testing.internal.cloud.TaskScript;
import com.browseruse.temporal.testing.internal.cloud.TaskSpec;
import com.browseruse.temporal.testing.internal.http.ErrorResponseException;
import com.browseruse.temporal.testing.internal.http.Fields;
import com.browseruse.temporal.testing.internal.http.Json;
import com.browseruse.temporal.testing.internal.http.Page;
import com.browseruse.temporal.testing.internal.http.Request;
import com.browseruse.temporal.testing.internal.http.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The task calls of version 2. */
final class V2Tasks {

  private static final List<String> STATUSES =
      List.of("created", "started", "finished", "failed", "stopped");
  private static final List<String> ACTIONS = List.of("stop", "stop_task_and_session");
  private static final List<String> OLD_ACTIONS =
      Stream.concat(ACTIONS.stream(), Stream.of("pause", "resume")).toList();

  private final Cloud cloud;
  private final V2Views views;
  private final FileStorage storage;

  V2Tasks(Cloud cloud, V2Views views, FileStorage storage) {
    this.cloud = cloud;
    this.views = views;
    this.storage = storage;
  }

  Response create(Request request, Instant now) {
    CloudTask task = cloud.createTask(readCreate(request), now);
    return Response.json(202, views.created(task));
  }

  Response view(Request request, Instant now) {
    CloudTask task = find(request);
    task.countRead();
    return Response.json(200, views.task(task, now));
  }

  Response status(Request request, Instant now) {
    CloudTask task = find(request);
    task.countRead();
    return Response.json(200, views.status(task, now));
  }

  Response update(Request request, Instant now) {
    UUID id = id(request);
    Fields fields = Fields.ofBody(request, false);
    fields.require("action");
    // A task that can be paused has two more actions; one that does not exist has the usual ones.
    String action = fields.choice("action", actions(id)).orElse("");
    fields.check();
    CloudTask task = cloud.task(ApiVersion.V2, id);
    switch (action) {
      case "pause" -> task.pause(now);
      case "resume" -> task.resume(now);
      default -> cloud.stop(task, action.equals("stop_task_and_session"), now);
    }
    return Response.json(200, views.task(task, now));
  }

  Response list(Request request, Instant now) {
    Fields query = Fields.ofQuery(request);
    Page page = Page.read(query, "pageSize", "pageNumber");
    Optional<UUID> session = query.uuid("sessionId");
    Optional<String> status = query.choice("filterBy", STATUSES);
    Optional<Instant> after = query.time("after");
    Optional<Instant> before = query.time("before");
    query.check();
    List<CloudTask> matching =
        cloud.listedTasks(ApiVersion.V2, now).stream()
            .filter(task -> session.map(task.session().id()::equals).orElse(true))
            .filter(task -> status.map(task.state(now).status().wireName()::equals).orElse(true))
            .filter(task -> after.map(time -> !task.createdAt().isBefore(time)).orElse(true))
            .filter(task -> before.map(time -> !task.createdAt().isAfter(time)).orElse(true))
            .toList();
    return Response.json(200, V2Views.page(page, matching, task -> views.listedTask(task, now)));
  }

  Response log(Request request, Instant now) {
    CloudTask task = find(request);
    return Response.json(200, Json.object().put("downloadUrl", storage.logLink(task, now)));
  }

  Response outputFile(Request request, Instant now) {
    UUID taskId = id(request);
    UUID fileId = Fields.pathId(request, "fileId", "file_id");
    CloudTask task = cloud.task(ApiVersion.V2, taskId);
    TaskScript.OutputFile file =
        task.file(candidate -> task.fileId(candidate).equals(fileId), now)
            .orElseThrow(() -> new ErrorResponseException(404, "Output file not found"));
    return Response.json(
        200,
        Json.object()
            .put("id", fileId.toString())
            .put("fileName", file.fileName())
            .put("downloadUrl", storage.fileLink(task, file, now)));
  }

  private CloudTask find(Request request) {
    return cloud.task(ApiVersion.V2, id(request));
  }

  private static UUID id(Request request) {
    return Fields.pathId(request, "id", "task_id");
  }

  private List<String> actions(UUID id) {
    return cloud.find(id).filter(CloudTask::pausable).isPresent() ? OLD_ACTIONS : ACTIONS;
  }

  private static TaskSpec readCreate(Request request) {
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
