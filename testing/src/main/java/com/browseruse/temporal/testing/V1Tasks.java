package com.browseruse.temporal.testing;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.List;

/** The calls of version 1, which has calls for tasks only. */
final class V1Tasks {

  private final Cloud cloud;
  private final V1Views views;
  private final Downloads downloads;

  V1Tasks(Cloud cloud, V1Views views, Downloads downloads) {
    this.cloud = cloud;
    this.views = views;
    this.downloads = downloads;
  }

  Answer create(Call call) {
    CloudTask task = cloud.createTask(V1CreateTask.read(call.request().body()), call.now());
    return Answer.json(200, Json.object().put("id", task.id().toString()));
  }

  Answer stop(Call call) {
    cloud.stop(named(call), false, call.now());
    return Answer.empty(200);
  }

  Answer pause(Call call) {
    named(call).pause(call.now());
    return Answer.empty(200);
  }

  Answer resume(Call call) {
    named(call).resume(call.now());
    return Answer.empty(200);
  }

  Answer view(Call call) {
    CloudTask task = find(call.pathValues().get("id"));
    task.countRead();
    return Answer.json(200, views.task(task, call.now()));
  }

  Answer status(Call call) {
    CloudTask task = find(call.pathValues().get("id"));
    task.countRead();
    return Answer.json(200, TextNode.valueOf(V1Views.word(task, call.now())));
  }

  Answer list(Call call) {
    QueryFields query = new QueryFields(call.request().query());
    int limit = query.number("limit", 10, 1, 100);
    Page page = new Page(limit, query.number("page", 1, 1, Integer.MAX_VALUE));
    query.check();
    Instant now = call.now();
    List<CloudTask> tasks = cloud.listedTasks(ApiVersion.V1, now);
    return Answer.json(200, views.page(page, tasks, now));
  }

  Answer outputFile(Call call) {
    CloudTask task = find(call.pathValues().get("id"));
    String name = call.pathValues().get("name");
    ScenarioFile file =
        task.file(candidate -> candidate.fileName().equals(name), call.now())
            .orElseThrow(() -> new CloudException(Problem.NO_SUCH_FILE));
    String link = downloads.fileLink(task, file, call.now());
    return Answer.json(200, Json.object().put("download_url", link));
  }

  private CloudTask named(Call call) {
    QueryFields query = new QueryFields(call.request().query());
    String id = query.required("task_id");
    query.check();
    return find(id);
  }

  /** For version 1 an id is any string: one that is no UUID is simply the id of no task. */
  private CloudTask find(String id) {
    return Ids.parse(id)
        .map(uuid -> cloud.task(ApiVersion.V1, uuid))
        .orElseThrow(() -> new CloudException(Problem.NO_SUCH_TASK));
  }
}
