package com.browseruse.temporal.testing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The task calls of version 2. */
final class V2Tasks {

  private static final List<String> STATUS_WORDS =
      List.of("created", "started", "finished", "failed", "stopped");
  private static final List<String> ACTIONS = List.of("stop", "stop_task_and_session");
  private static final List<String> OLD_ACTIONS =
      Stream.concat(ACTIONS.stream(), Stream.of("pause", "resume")).toList();

  private final Cloud cloud;
  private final V2Views views;

  V2Tasks(Cloud cloud, V2Views views) {
    this.cloud = cloud;
    this.views = views;
  }

  Answer create(Call call) {
    CloudTask task = cloud.createTask(V2CreateTask.read(call.request().body()), call.now());
    return Answer.json(202, views.created(task));
  }

  Answer view(Call call) {
    CloudTask task = find(call);
    task.countRead();
    return Answer.json(200, views.task(task, call.now()));
  }

  Answer status(Call call) {
    CloudTask task = find(call);
    task.countRead();
    return Answer.json(200, views.status(task, call.now()));
  }

  Answer update(Call call) {
    UUID id = id(call);
    Fields fields = Fields.of(call.request().body(), false);
    fields.require("action");
    // A task that can be paused knows two words more; one that does not exist knows the usual ones.
    String action = fields.word("action", actions(id)).orElse("");
    fields.check();
    CloudTask task = cloud.task(ApiVersion.V2, id);
    Instant now = call.now();
    switch (action) {
      case "pause" -> task.pause(now);
      case "resume" -> task.resume(now);
      default -> cloud.stop(task, action.equals("stop_task_and_session"), now);
    }
    return Answer.json(200, views.task(task, now));
  }

  Answer list(Call call) {
    QueryFields query = new QueryFields(call.request().query());
    Page page = Page.of(query);
    Optional<UUID> session = query.uuid("sessionId");
    Optional<String> status = query.word("filterBy", STATUS_WORDS);
    Optional<Instant> after = query.time("after");
    Optional<Instant> before = query.time("before");
    query.check();
    Instant now = call.now();
    List<CloudTask> matching =
        cloud.listedTasks(ApiVersion.V2, now).stream()
            .filter(task -> session.map(task.session().id()::equals).orElse(true))
            .filter(task -> status.map(task.word(now)::equals).orElse(true))
            .filter(task -> after.map(time -> !task.createdAt().isBefore(time)).orElse(true))
            .filter(task -> before.map(time -> !task.createdAt().isAfter(time)).orElse(true))
            .toList();
    return Answer.json(200, page.of(matching, task -> views.listedTask(task, now)));
  }

  private CloudTask find(Call call) {
    return cloud.task(ApiVersion.V2, id(call));
  }

  private static UUID id(Call call) {
    return V2Api.pathId(call, "id", "task_id");
  }

  private List<String> actions(UUID id) {
    return cloud.find(id).filter(CloudTask::pausable).isPresent() ? OLD_ACTIONS : ACTIONS;
  }
}
