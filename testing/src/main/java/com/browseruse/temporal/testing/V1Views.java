package com.browseruse.temporal.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Tasks in the words of version 1. */
final class V1Views {

  private final SharePages pages;

  V1Views(SharePages pages) {
    this.pages = pages;
  }

  static String word(CloudTask task, Instant now) {
    return task.state(now).status() == TaskStatus.STARTED ? "running" : task.word(now);
  }

  ObjectNode listedTask(CloudTask task, Instant now) {
    boolean lives = task.session().isActive(now);
    return Json.object()
        .put("id", task.id().toString())
        .put("task", task.spec().task())
        .put("output", task.ending(now).output())
        .put("status", word(task, now))
        .put("created_at", Json.time(task.createdAt()))
        .put("finished_at", Json.time(task.state(now).finishedAt()))
        .put("live_url", lives ? "https://live.example/task/" + task.id() : null);
  }

  ObjectNode task(CloudTask task, Instant now) {
    ObjectNode view = listedTask(task, now);
    ArrayNode steps = view.putArray("steps");
    task.steps(now).forEach(step -> steps.add(step(task, step)));
    TaskExtras extras = task.spec().extras();
    if (extras.browserData() && task.state(now).finishedAt() != null) {
      // A real cookie would be a secret, so there is none.
      view.putObject("browser_data").putArray("cookies");
    } else {
      view.putNull("browser_data");
    }
    extras.uploadedFiles().forEach(view.putArray("user_uploaded_files")::add);
    ArrayNode files = view.putArray("output_files");
    task.ending(now).outputFiles().forEach(file -> files.add(file.fileName()));
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

  private static ObjectNode step(CloudTask task, Step step) {
    byte[] name = (task.id() + "/steps/" + step.number()).getBytes(StandardCharsets.UTF_8);
    return Json.object()
        .put("id", UUID.nameUUIDFromBytes(name).toString())
        .put("step", step.number())
        .put("evaluation_previous_goal", step.evaluation())
        .put("next_goal", step.nextGoal())
        .put("url", step.url());
  }
}
