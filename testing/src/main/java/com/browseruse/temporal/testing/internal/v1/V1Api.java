package com.browseruse.temporal.testing.internal.v1;

import com.browseruse.temporal.testing.internal.cloud.ApiVersion;
import com.browseruse.temporal.testing.internal.cloud.Cloud;
import com.browseruse.temporal.testing.internal.cloud.CloudTask;
import com.browseruse.temporal.testing.internal.cloud.FileStorage;
import com.browseruse.temporal.testing.internal.cloud.SampleContent;
import com.browseruse.temporal.testing.internal.cloud.SharePages;
import com.browseruse.temporal.testing.internal.cloud.TaskScript;
import com.browseruse.temporal.testing.internal.cloud.TaskSpec;
import com.browseruse.temporal.testing.internal.cloud.TaskState;
import com.browseruse.temporal.testing.internal.http.ApiKey;
import com.browseruse.temporal.testing.internal.http.ErrorResponseException;
import com.browseruse.temporal.testing.internal.http.Fields;
import com.browseruse.temporal.testing.internal.http.Json;
import com.browseruse.temporal.testing.internal.http.Page;
import com.browseruse.temporal.testing.internal.http.Request;
import com.browseruse.temporal.testing.internal.http.Response;
import com.browseruse.temporal.testing.internal.http.Routes;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version 1 of the API, which has calls for tasks only. Its documents name no errors but those that
 * follow from the fields' bounds; the rest is as in version 2.
 */
public final class V1Api {

  private static final String PREFIX = "/api/v1";
  private static final String KEY_HEADER = "Authorization";
  private static final Pattern BEARER = Pattern.compile("(?i)Bearer +(.*)");

  private static final int LONGEST_KEY = 100;
  private static final int LONGEST_VALUE = 1000;
  private static final int USUAL_STEPS = 75;
  private static final int MOST_STEPS = 200;
  private static final List<String> COUNTRIES =
      List.of("us", "fr", "it", "jp", "au", "de", "fi", "ca");

  private final ApiKey apiKey;
  private final Cloud cloud;
  private final FileStorage storage;
  private final SharePages pages;

  public V1Api(ApiKey apiKey, Cloud cloud, FileStorage storage, SharePages pages) {
    this.apiKey = apiKey;
    this.cloud = cloud;
    this.storage = storage;
    this.pages = pages;
  }

  public void addTo(Routes routes) {
    add(routes, "POST", "/run-task", this::create);
    add(routes, "PUT", "/stop-task", this::stop);
    add(routes, "PUT", "/pause-task", this::pause);
    add(routes, "PUT", "/resume-task", this::resume);
    add(routes, "GET", "/tasks", this::list);
    add(routes, "GET", "/task/{id}", this::view);
    add(routes, "GET", "/task/{id}/status", this::status);
    add(routes, "GET", "/task/{id}/output-file/{name}", this::outputFile);
  }

  private void add(Routes routes, String method, String path, Routes.Handler handler) {
    routes.add(
        method,
        PREFIX + path,
        (request, now) -> {
          Matcher bearer = BEARER.matcher(request.header(KEY_HEADER));
          apiKey.check(KEY_HEADER, bearer.matches() ? bearer.group(1) : "");
          return handler.handle(request, now);
        });
  }

  private Response create(Request request, Instant now) {
    CloudTask task = cloud.createTask(readCreate(request), now);
    return Response.json(200, Json.object().put("id", task.id().toString()));
  }

  private Response stop(Request request, Instant now) {
    cloud.stop(taskInQuery(request), false, now);
    return Response.empty(200);
  }

  private Response pause(Request request, Instant now) {
    taskInQuery(request).pause(now);
    return Response.empty(200);
  }

  private Response resume(Request request, Instant now) {
    taskInQuery(request).resume(now);
    return Response.empty(200);
  }

  private Response view(Request request, Instant now) {
    CloudTask task = find(request.pathValue("id"));
    task.countRead();
    return Response.json(200, taskView(task, now));
  }

  private Response status(Request request, Instant now) {
    CloudTask task = find(request.pathValue("id"));
    task.countRead();
    return Response.json(200, TextNode.valueOf(statusName(task, now)));
  }

  private Response list(Request request, Instant now) {
    Fields query = Fields.ofQuery(request);
    Page page = Page.read(query, "limit", "page");
    query.check();
    List<CloudTask> tasks = cloud.listedTasks(ApiVersion.V1, now);
    return Response.json(200, pageView(page, tasks, now));
  }

  private Response outputFile(Request request, Instant now) {
    CloudTask task = find(request.pathValue("id"));
    String name = request.pathValue("name");
    TaskScript.OutputFile file =
        task.file(candidate -> candidate.fileName().equals(name), now)
            .orElseThrow(() -> new ErrorResponseException(404, "Output file not found"));
    String link = storage.fileLink(task, file, now);
    return Response.json(200, Json.object().put("download_url", link));
  }

  private CloudTask taskInQuery(Request request) {
    Fields query = Fields.ofQuery(request);
    query.require("task_id");
    query.check();
    return find(query.text("task_id").orElse(""));
  }

  /** For version 1 an id is any string: one that is no UUID is simply the id of no task. */
  private CloudTask find(String id) {
    return Fields.parseUuid(id)
        .map(uuid -> cloud.task(ApiVersion.V1, uuid))
        .orElseThrow(() -> new ErrorResponseException(404, "Task not found"));
  }

  private static TaskSpec readCreate(Request request) {
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
    fields.choice("proxy_country_code", COUNTRIES);
    List.of("use_adblock", "use_proxy", "highlight_elements").forEach(fields::flag);
    List.of("browser_viewport_width", "browser_viewport_height")
        .forEach(name -> fields.number(name, 1, Integer.MAX_VALUE));
  }

  private static String statusName(CloudTask task, Instant now) {
    TaskState.Status status = task.state(now).status();
    return status == TaskState.Status.STARTED ? "running" : status.wireName();
  }

  private ObjectNode listedTask(CloudTask task, Instant now) {
    boolean lives = task.session().isActive(now);
    return Json.object()
        .put("id", task.id().toString())
        .put("task", task.spec().task())
        .put("output", task.result(now).output())
        .put("status", statusName(task, now))
        .put("created_at", Json.time(task.createdAt()))
        .put("finished_at", Json.time(task.state(now).finishedAt()))
        .put("live_url", lives ? "https://live.example/task/" + task.id() : null);
  }

  private ObjectNode taskView(CloudTask task, Instant now) {
    ObjectNode view = listedTask(task, now);
    ArrayNode steps = view.putArray("steps");
    task.steps(now).forEach(step -> steps.add(stepView(task, step)));
    TaskSpec.V1Options options = task.spec().v1();
    if (options.browserData() && task.state(now).finishedAt() != null) {
      // A real cookie would be a secret, so there is none.
      view.putObject("browser_data").putArray("cookies");
    } else {
      view.putNull("browser_data");
    }
    options.uploadedFiles().forEach(view.putArray("user_uploaded_files")::add);
    ArrayNode files = view.putArray("output_files");
    task.result(now).outputFiles().forEach(file -> files.add(file.fileName()));
    view.put("public_share_url", task.session().share().map(pages::link).orElse(null));
    task.spec().metadata().forEach(view.putObject("metadata")::put);
    return view;
  }

  private ObjectNode pageView(Page page, List<CloudTask> tasks, Instant now) {
    ObjectNode view = Json.object();
    view.set("tasks", page.items(tasks, task -> listedTask(task, now)));
    return view.put("total_pages", (tasks.size() + page.size() - 1) / page.size())
        .put("page", page.number())
        .put("limit", page.size())
        .put("total_count", tasks.size());
  }

  private static ObjectNode stepView(CloudTask task, SampleContent.Step step) {
    byte[] name = (task.id() + "/steps/" + step.number()).getBytes(StandardCharsets.UTF_8);
    return Json.object()
        .put("id", UUID.nameUUIDFromBytes(name).toString())
        .put("step", step.number())
        .put("evaluation_previous_goal", step.evaluationPreviousGoal())
        .put("next_goal", step.nextGoal())
        .put("url", step.url());
  }
}
