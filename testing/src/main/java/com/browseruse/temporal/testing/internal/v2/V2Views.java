package com.browseruse.temporal.testing.internal.v2;

import com.browseruse.temporal.testing.internal.cloud.CloudSession;
import com.browseruse.temporal.testing.internal.cloud.CloudTask;
import com.browseruse.temporal.testing.internal.cloud.FileStorage;
import com.browseruse.temporal.testing.internal.cloud.SampleContent;
import com.browseruse.temporal.testing.internal.cloud.SharePages;
import com.browseruse.temporal.testing.internal.cloud.TaskPlan;
import com.browseruse.temporal.testing.internal.cloud.TaskScript;
import com.browseruse.temporal.testing.internal.cloud.TaskState;
import com.browseruse.temporal.testing.internal.http.Json;
import com.browseruse.temporal.testing.internal.http.Page;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Tasks and sessions as version 2 shows them. */
final class V2Views {

  private final FileStorage storage;
  private final SharePages pages;

  V2Views(FileStorage storage, SharePages pages) {
    this.storage = storage;
    this.pages = pages;
  }

  static <T> ObjectNode page(Page page, List<T> all, Function<T, JsonNode> view) {
    ObjectNode shown = Json.object();
    shown.set("items", page.items(all, view));
    return shown
        .put("totalItems", all.size())
        .put("pageNumber", page.number())
        .put("pageSize", page.size());
  }

  ObjectNode created(CloudTask task) {
    return Json.object()
        .put("id", task.id().toString())
        .put("sessionId", task.session().id().toString());
  }

  ObjectNode status(CloudTask task, Instant now) {
    TaskPlan.Result result = task.result(now);
    return Json.object()
        .put("id", task.id().toString())
        .put("status", task.state(now).status().wireName())
        .put("output", result.output())
        .put("finishedAt", Json.time(task.state(now).finishedAt()))
        .put("isSuccess", result.isSuccess())
        .put("cost", task.cost(now).toPlainString());
  }

  ObjectNode listedTask(CloudTask task, Instant now) {
    TaskPlan.Result result = task.result(now);
    TaskState state = task.state(now);
    ObjectNode view = created(task);
    view.put("llm", task.spec().llm());
    view.put("task", task.spec().task());
    view.put("status", task.state(now).status().wireName());
    view.put("createdAt", Json.time(task.createdAt()));
    view.put("startedAt", Json.time(state.startedAt()));
    view.put("finishedAt", Json.time(state.finishedAt()));
    task.spec().metadata().forEach(view.putObject("metadata")::put);
    view.put("output", result.output());
    view.put("browserUseVersion", "emulator");
    view.put("isSuccess", result.isSuccess());
    view.put("judgement", result.judgement());
    view.put("judgeVerdict", result.judgeVerdict());
    view.put("cost", task.cost(now).toPlainString());
    view.putArray("suggestions");
    return view;
  }

  ObjectNode task(CloudTask task, Instant now) {
    ObjectNode view = listedTask(task, now);
    ArrayNode steps = view.putArray("steps");
    task.steps(now).forEach(step -> steps.add(step(task, step, now)));
    ArrayNode files = view.putArray("outputFiles");
    for (TaskScript.OutputFile file : task.result(now).outputFiles()) {
      files.addObject().put("id", task.fileId(file).toString()).put("fileName", file.fileName());
    }
    return view;
  }

  ObjectNode listedSession(CloudSession session, Instant now) {
    boolean active = session.isActive(now);
    return Json.object()
        .put("id", session.id().toString())
        .put("status", active ? "active" : "stopped")
        .put("liveUrl", active ? "https://live.example/?session=" + session.id() : null)
        .putNull("recordingUrl")
        .put("startedAt", Json.time(session.startedAt()))
        .put("finishedAt", Json.time(session.finishedAt(now)))
        .put("persistMemory", session.persistMemory())
        .put("keepAlive", session.keepAlive())
        .put("proxyUsedMb", "0")
        .put("proxyCost", "0");
  }

  ObjectNode session(CloudSession session, Instant now) {
    ObjectNode view = listedSession(session, now);
    ArrayNode tasks = view.putArray("tasks");
    session.tasks().forEach(task -> tasks.add(listedTask(task, now)));
    return view.put("publicShareUrl", session.share().map(pages::link).orElse(null));
  }

  private ObjectNode step(CloudTask task, SampleContent.Step step, Instant now) {
    ObjectNode view = (ObjectNode) Json.tree(step);
    return view.put("screenshotUrl", storage.screenshotLink(task, step, now));
  }
}
