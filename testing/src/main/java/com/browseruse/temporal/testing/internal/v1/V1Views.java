package com.browseruse.temporal.testing.internal.v1;

import com.browseruse.temporal.testing.internal.cloud.CloudTask;
import com.browseruse.temporal.testing.internal.cloud.SampleContent;
import com.browseruse.temporal.testing.internal.cloud.SharePages;
import com.browseruse.temporal.testing.internal.cloud.TaskSpec;
import com.browseruse.temporal.testing.internal.cloud.TaskState;
import com.browseruse.temporal.testing.internal.http.Json;
import com.browseruse.temporal.testing.internal.http.Page;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Tasks as version 1 shows them. */
final class V1Views {

  private final SharePages pages;

  V1Views(SharePages pages) {
    this.pages = pages;
  }

  static String status(CloudTask task, Instant now) {
    TaskState.Status status = task.state(now).status();
    return status == TaskState.Status.STARTED ? "running" : status.wireName();
  }

  ObjectNode listedTask(CloudTask task, Instant now) {
    boolean lives = task.session().isActive(now);
    return Json.object()
        .put("id", task.id().toString())
        .put("task", task.spec().task())
        .put("output", task.result(now).output())
        .put("status", status(task, now))
        .put("created_at", Json.time(task.createdAt()))
        .put("finished_at", Json.time(task.state(now).finishedAt()))
        .put("live_url", lives ? "https://live.example/task/" + task.id() : null);
  }

  ObjectNode task(CloudTask task, Instant now) {
    ObjectNode view = listedTask(task, now);
    ArrayNode steps = view.putArray("steps");
    task.steps(now).forEach(step -> steps.add(step(task, step)));
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

  ObjectNode page(Page page, List<CloudTask> tasks, Instant now) {
    ObjectNode view = Json.object();
    view.set("tasks", page.items(tasks, task -> listedTask(task, now)));
    return view.put("total_pages", (tasks.size() + page.size() - 1) / page.size())
        .put("page", page.number())
        .put("limit", page.size())
        .put("total_count", tasks.size());
  }

  private static ObjectNode step(CloudTask task, SampleContent.Step step) {
    byte[] name = (task.id() + "/steps/" + step.number()).getBytes(StandardCharsets.UTF_8);
    return Json.object()
        .put("id", UUID.nameUUIDFromBytes(name).toString())
        .put("step", step.number())
        .put("evaluation_previous_goal", step.evaluation())
        .put("next_goal", step.nextGoal())
        .put("url", step.url());
  }
}
