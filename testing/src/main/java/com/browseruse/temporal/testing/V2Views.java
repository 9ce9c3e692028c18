package com.browseruse.temporal.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Tasks and sessions in the words of version 2. */
final class V2Views {

  private final Downloads downloads;
  private final SharePages pages;

  V2Views(Downloads downloads, SharePages pages) {
    this.downloads = downloads;
    this.pages = pages;
  }

  ObjectNode created(CloudTask task) {
    return Json.object()
        .put("id", task.id().toString())
        .put("sessionId", task.session().id().toString());
  }

  ObjectNode status(CloudTask task, Instant now) {
    Ending ending = task.ending(now);
    return Json.object()
        .put("id", task.id().toString())
        .put("status", task.word(now))
        .put("output", ending.output())
        .put("finishedAt", Json.time(task.state(now).finishedAt()))
        .put("isSuccess", ending.isSuccess())
        .put("cost", task.cost(now).toPlainString());
  }

  ObjectNode listedTask(CloudTask task, Instant now) {
    Ending ending = task.ending(now);
    TaskState state = task.state(now);
    ObjectNode view = created(task);
    view.put("llm", task.spec().llm());
    view.put("task", task.spec().task());
    view.put("status", task.word(now));
    view.put("createdAt", Json.time(task.createdAt()));
    view.put("startedAt", Json.time(state.startedAt()));
    view.put("finishedAt", Json.time(state.finishedAt()));
    task.spec().metadata().forEach(view.putObject("metadata")::put);
    view.put("output", ending.output());
    view.put("browserUseVersion", "emulator");
    view.put("isSuccess", ending.isSuccess());
    view.put("judgement", ending.judgement());
    view.put("judgeVerdict", ending.judgeVerdict());
    view.put("cost", task.cost(now).toPlainString());
    view.putArray("suggestions");
    return view;
  }

  ObjectNode task(CloudTask task, Instant now) {
    ObjectNode view = listedTask(task, now);
    ArrayNode steps = view.putArray("steps");
    task.steps(now).forEach(step -> steps.add(step(task, step, now)));
    ArrayNode files = view.putArray("outputFiles");
    for (ScenarioFile file : task.ending(now).outputFiles()) {
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

  private ObjectNode step(CloudTask task, Step step, Instant now) {
    ObjectNode view = Json.object();
    view.put("number", step.number());
    view.put("memory", step.memory());
    view.put("evaluationPreviousGoal", step.evaluation());
    view.put("nextGoal", step.nextGoal());
    view.put("url", step.url());
    view.put("screenshotUrl", downloads.screenshotLink(task, step, now));
    view.putArray("actions").add(step.action());
    view.put("duration", step.seconds());
    return view;
  }
}
