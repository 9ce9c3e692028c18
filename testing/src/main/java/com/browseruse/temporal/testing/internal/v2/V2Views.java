package com.browseruse.temporal.testing.internal.v2;

import com.browseruse.temporal.testing.internal.cloud.Cloud;
import com.browseruse.temporal.testing.internal.cloud.CloudSession;
import com.browseruse.temporal.testing.internal.cloud.CloudTask;
import com.browseruse.temporal.testing.internal.cloud.Links;
import com.browseruse.temporal.testing.internal.cloud.SampleContent;
import com.browseruse.temporal.testing.internal.cloud.TaskScript;
import com.browseruse.temporal.testing.internal.cloud.TaskTimeline;
import com.browseruse.temporal.testing.internal.http.Fields;
import com.browseruse.temporal.testing.internal.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Tasks, sessions and the account as version 2 shows them. */
public record V2Views(Links links) {
  static <T> ObjectNode page(Fields.Page page, List<T> all, Function<T, JsonNode> view) {
    ObjectNode shown = Json.object();
    shown.set("items", page.items(all, view));
    return shown
        .put("totalItems", all.size())
        .put("pageNumber", page.number())
        .put("pageSize", page.size());
  }

  static ObjectNode status(CloudTask task, Instant now) {
    return listedTask(task, now)
        .retain("id", "status", "output", "finishedAt", "isSuccess", "cost");
  }

  static ObjectNode listedTask(CloudTask task, Instant now) {
    TaskScript.Result result = task.result(now);
    TaskTimeline.State state = task.state(now);
    ObjectNode view = Json.object();
    view.put("id", task.id.toString());
    view.put("sessionId", task.session.id.toString());
    view.put("llm", task.spec.llm());
    view.put("task", task.spec.task());
    view.put("status", state.status().wireName());
    view.put("createdAt", Json.time(task.createdAt()));
    view.put("startedAt", Json.time(state.startedAt()));
    view.put("finishedAt", Json.time(state.finishedAt()));
    task.spec.metadata().forEach(view.putObject("metadata")::put);
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
    for (SampleContent.Step step : task.steps(now)) {
      ObjectNode shown = (ObjectNode) Json.tree(step);
      steps.add(shown.put("screenshotUrl", links.screenshotLink(task, step, now)));
    }
    ArrayNode files = view.putArray("outputFiles");
    task.result(now).outputFiles().forEach(file -> files.add(file(task, file)));
    return view;
  }

  private static ObjectNode file(CloudTask task, TaskScript.OutputFile file) {
    return Json.object().put("id", task.fileId(file).toString()).put("fileName", file.fileName());
  }

  ObjectNode download(CloudTask task, TaskScript.OutputFile file, Instant now) {
    return file(task, file).put("downloadUrl", links.fileLink(task, file, now));
  }

  ObjectNode log(CloudTask task, Instant now) {
    return Json.object().put("downloadUrl", links.logLink(task, now));
  }

  static ObjectNode listedSession(CloudSession session, Instant now) {
    boolean active = session.isActive(now);
    return Json.object()
        .put("id", session.id.toString())
        .put("status", active ? "active" : "stopped")
        .put("liveUrl", active ? "https://live.example/?session=" + session.id : null)
        .putNull("recordingUrl")
        .put("startedAt", Json.time(session.startedAt))
        .put("finishedAt", Json.time(session.finishedAt(now)))
        .put("persistMemory", session.settings.persistMemory())
        .put("keepAlive", session.settings.keepAlive())
        .put("proxyUsedMb", "0")
        .put("proxyCost", "0");
  }

  ObjectNode session(CloudSession session, Instant now) {
    ObjectNode view = listedSession(session, now);
    ArrayNode tasks = view.putArray("tasks");
    session.tasks.forEach(task -> tasks.add(listedTask(task, now)));
    return view.put("publicShareUrl", session.share().map(links::shareLink).orElse(null));
  }

  ObjectNode share(CloudSession.Share share) {
    return Json.object()
        .put("shareToken", share.token())
        .put("shareUrl", links.shareLink(share))
        .put("viewCount", share.views())
        .put("lastViewedAt", Json.time(share.lastViewedAt()));
  }

  ObjectNode upload(CloudSession session, String fileName, String contentType, Instant now) {
    UUID key = UUID.randomUUID();
    ObjectNode view = Json.object();
    view.put("url", links.uploadLink(session, key, now)).put("method", "POST");
    view.putObject("fields").put("key", key.toString()).put("Content-Type", contentType);
    return view.put("fileName", fileName).put("expiresIn", Links.LIFETIME.toSeconds());
  }

  static ObjectNode account(Cloud cloud, Instant now) {
    BigDecimal balance = BigDecimal.valueOf(100).subtract(cloud.spent(now));
    ObjectNode view =
        Json.object()
            .put("name", "Emulator")
            .put("totalCreditsBalanceUsd", balance)
            .put("monthlyCreditsBalanceUsd", BigDecimal.ZERO)
            .put("additionalCreditsBalanceUsd", balance)
            .put("rateLimit", 25);
    view.putObject("planInfo")
        .put("planName", "emulator")
        .putNull("subscriptionStatus")
        .putNull("subscriptionId")
        .putNull("subscriptionCurrentPeriodEnd")
        .putNull("subscriptionCanceledAt");
    return view.put("isFreeTier", false)
        .put("projectId", "00000000-0000-4000-8000-000000000001")
        .put("concurrentSessionLimit", cloud.sessionLimit)
        .put("activeSessionCount", cloud.activeSessions(now));
  }
}
