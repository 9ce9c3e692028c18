package com.browseruse.temporal.testing.internal.v1;

import static com.browseruse.temporal.testing.internal.http.Response.ok;

import com.browseruse.temporal.testing.internal.cloud.Cloud;
import com.browseruse.temporal.testing.internal.cloud.CloudTask;
import com.browseruse.temporal.testing.internal.cloud.Links;
import com.browseruse.temporal.testing.internal.cloud.SampleContent;
import com.browseruse.temporal.testing.internal.cloud.TaskScript;
import com.browseruse.temporal.testing.internal.cloud.TaskSpec;
import com.browseruse.temporal.testing.internal.cloud.TaskSpec.ApiVersion;
import com.browseruse.temporal.testing.internal.cloud.TaskTimeline;
import com.browseruse.temporal.testing.internal.http.Fields;
import com.browseruse.temporal.testing.internal.http.Json;
import com.browseruse.temporal.testing.internal.http.Request;
import com.browseruse.temporal.testing.internal.http.Response;
import com.browseruse.temporal.testing.internal.http.Response.ErrorResponseException;
import com.browseruse.temporal.testing.internal.http.Routes;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version 1 of the API, which has calls for tasks only. Its documents name no errors but those that
 * follow from the fields' bounds; the rest is as in version 2.
 */
public record V1Api(Cloud cloud, Links links) {
  private static final String KEY_HEADER = "Authorization";
  private static final Pattern BEARER = Pattern.compile("(?i)Bearer +(.*)");
  private static final List<String> COUNTRIES =
      List.of("us", "fr", "it", "jp", "au", "de", "fi", "ca");

  public void addTo(Routes all) {
    Routes routes = all.under("/api/v1", (r, now) -> checkKey(r));
    routes.add("POST", "/run-task", this::create);
    act(routes, "/stop-task", (task, now) -> cloud.stop(task, false, now));
    act(routes, "/pause-task", CloudTask::pause);
    act(routes, "/resume-task", CloudTask::resume);
    routes.add("GET", "/tasks", this::list);
    routes.add("GET", "/task/{id}", (r, now) -> ok(taskView(task(r).countRead(), now)));
    routes.add("GET", "/task/{id}/status", (r, now) -> ok(status(task(r).countRead(), now)));
    routes.add("GET", "/task/{id}/output-file/{name}", this::outputFile);
  }

  private void checkKey(Request request) {
    Matcher bearer = BEARER.matcher(request.header(KEY_HEADER));
    cloud.checkKey(KEY_HEADER, bearer.matches() ? bearer.group(1) : "");
  }

  private void act(Routes routes, String path, BiConsumer<CloudTask, Instant> action) {
    routes.add(
        "PUT",
        path,
        (request, now) -> {
          Fields query = Fields.ofQuery(request);
          String id = query.required().text("task_id").orElse("");
          query.check();
          action.accept(find(id), now);
          return Response.empty(200);
        });
  }

  private Response create(Request request, Instant now) {
    CloudTask task = cloud.createTask(readCreate(request), now);
    return ok(Json.object().put("id", task.id.toString()));
  }

  private Response list(Request request, Instant now) {
    Fields query = Fields.ofQuery(request);
    Fields.Page page = query.page("limit", "page");
    query.check();
    List<CloudTask> tasks = cloud.listedTasks(ApiVersion.V1, now);
    ObjectNode view = Json.object();
    view.set("tasks", page.items(tasks, task -> listedTask(task, now)));
    view.put("total_pages", (tasks.size() + page.size() - 1) / page.size());
    view.put("page", page.number()).put("limit", page.size()).put("total_count", tasks.size());
    return ok(view);
  }

  private Response outputFile(Request request, Instant now) {
    CloudTask task = task(request);
    String name = request.pathValue("name");
    TaskScript.OutputFile file =
        task.file(candidate -> candidate.fileName().equals(name), now)
            .orElseThrow(() -> new ErrorResponseException(404, "Output file not found"));
    return ok(Json.object().put("download_url", links.fileLink(task, file, now)));
  }

  private CloudTask task(Request request) {
    return find(request.pathValue("id"));
  }

  /** For version 1 an id is any string: one that is no UUID is simply the id of no task. */
  private CloudTask find(String id) {
    return Fields.parseUuid(id)
        .map(uuid -> cloud.task(ApiVersion.V1, uuid))
        .orElseThrow(() -> new ErrorResponseException(404, "Task not found"));
  }

  /** What changes nothing in the emulator is nevertheless held to its type. */
  private static TaskSpec readCreate(Request request) {
    Fields fields = Fields.ofBody(request, false);
    TaskSpec spec =
        new TaskSpec(
            ApiVersion.V1,
            fields.required().text("task").orElse(""),
            fields.text("llm_model").orElse("gpt-4.1"),
            null,
            fields.number("max_agent_steps", 1, 200).orElse(75),
            fields.nullable().schema("structured_output_json").orElse(null),
            null,
            metadata(fields.nullable()),
            false,
            new TaskSpec.V1Options(
                fields.flag("enable_public_share").orElse(false),
                fields.flag("save_browser_data").orElse(false),
                fields.nullable().textList("included_file_names")));
    fields.nullable().texts("secrets");
    fields.nullable().textList("allowed_domains");
    fields.nullable().text("browser_profile_id");
    fields.choice("proxy_country_code", COUNTRIES);
    List.of("use_adblock", "use_proxy", "highlight_elements").forEach(fields::flag);
    List.of("browser_viewport_width", "browser_viewport_height")
        .forEach(name -> fields.number(name, 1, Integer.MAX_VALUE));
    fields.check();
    return spec;
  }

  private static Map<String, String> metadata(Fields fields) {
    Map<String, String> metadata = fields.metadata();
    boolean keysFit = metadata.keySet().stream().allMatch(key -> key.matches("(?s).{1,100}"));
    boolean valuesFit = metadata.values().stream().allMatch(it -> it.matches("(?s).{0,1000}"));
    String values = "must have values of at most 1000 characters";
    fields.hold(keysFit, "metadata", "must have keys of 1 to 100 characters", "value_error");
    fields.hold(valuesFit, "metadata", values, "value_error");
    return metadata;
  }

  private static TextNode status(CloudTask task, Instant now) {
    TaskTimeline.Status status = task.state(now).status();
    return TextNode.valueOf(status == TaskTimeline.Status.STARTED ? "running" : status.wireName());
  }

  private ObjectNode listedTask(CloudTask task, Instant now) {
    boolean lives = task.session.isActive(now);
    return Json.object()
        .put("id", task.id.toString())
        .put("task", task.spec.task())
        .put("output", task.result(now).output())
        .put("status", status(task, now).textValue())
        .put("created_at", Json.time(task.createdAt()))
        .put("finished_at", Json.time(task.state(now).finishedAt()))
        .put("live_url", lives ? "https://live.example/task/" + task.id : null);
  }

  private ObjectNode taskView(CloudTask task, Instant now) {
    ObjectNode view = listedTask(task, now);
    ArrayNode steps = view.putArray("steps");
    task.steps(now).forEach(step -> steps.add(stepView(task, step)));
    TaskSpec.V1Options options = task.spec.v1();
    // A real cookie would be a secret, so there is none.
    boolean browserData = options.browserData() && task.state(now).finishedAt() != null;
    view.set("browser_data", browserData ? Json.object().set("cookies", Json.array()) : null);
    options.uploadedFiles().forEach(view.putArray("user_uploaded_files")::add);
    ArrayNode files = view.putArray("output_files");
    task.result(now).outputFiles().forEach(file -> files.add(file.fileName()));
    view.put("public_share_url", task.session.share().map(links::shareLink).orElse(null));
    task.spec.metadata().forEach(view.putObject("metadata")::put);
    return view;
  }

  private static ObjectNode stepView(CloudTask task, SampleContent.Step step) {
    byte[] name = (task.id + "/steps/" + step.number()).getBytes(StandardCharsets.UTF_8);
    return Json.object()
        .put("id", UUID.nameUUIDFromBytes(name).toString())
        .put("step", step.number())
        .put("evaluation_previous_goal", step.evaluationPreviousGoal())
        .put("next_goal", step.nextGoal())
        .put("url", step.url());
  }
}
