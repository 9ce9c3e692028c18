package com.browseruse.temporal.testing.internal.v1;

import com.browseruse.temporal.testing.internal.cloud.ApiVersion;
import com.browseruse.temporal.testing.internal.cloud.Cloud;
import com.browseruse.temporal.testing.internal.cloud.CloudTask;
import com.browseruse.temporal.testing.internal.cloud.FileStorage;
import com.browseruse.temporal.testing.internal.cloud.SharePages;
import com.browseruse.temporal.testing.internal.cloud.TaskScript;
import com.browseruse.temporal.testing.internal.http.ApiKey;
import com.browseruse.temporal.testing.internal.http.ErrorResponseException;
import com.browseruse.temporal.testing.internal.http.Fields;
import com.browseruse.temporal.testing.internal.http.Json;
import com.browseruse.temporal.testing.internal.http.Page;
import com.browseruse.temporal.testing.internal.http.Request;
import com.browseruse.temporal.testing.internal.http.Response;
import com.browseruse.temporal.testing.internal.http.Routes;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.List;
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

  private final ApiKey apiKey;
  private final Cloud cloud;
  private final FileStorage storage;
  private final V1Views views;

  public V1Api(ApiKey apiKey, Cloud cloud, FileStorage storage, SharePages pages) {
    this.apiKey = apiKey;
    this.cloud = cloud;
    this.storage = storage;
    this.views = new V1Views(pages);
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
    CloudTask task = cloud.createTask(V1CreateTask.read(request), now);
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
    return Response.json(200, views.task(task, now));
  }

  private Response status(Request request, Instant now) {
    CloudTask task = find(request.pathValue("id"));
    task.countRead();
    return Response.json(200, TextNode.valueOf(V1Views.status(task, now)));
  }

  private Response list(Request request, Instant now) {
    Fields query = Fields.ofQuery(request);
    Page page = Page.read(query, "limit", "page");
    query.check();
    List<CloudTask> tasks = cloud.listedTasks(ApiVersion.V1, now);
    return Response.json(200, views.page(page, tasks, now));
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
}
