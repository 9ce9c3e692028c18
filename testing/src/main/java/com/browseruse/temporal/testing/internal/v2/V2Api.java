package com.browseruse.temporal.testing.internal.v2;

import static com.browseruse.temporal.testing.internal.http.Response.ok;

import com.browseruse.temporal.testing.internal.cloud.Cloud;
import com.browseruse.temporal.testing.internal.cloud.CloudSession;
import com.browseruse.temporal.testing.internal.cloud.CloudTask;
import com.browseruse.temporal.testing.internal.cloud.TaskScript;
import com.browseruse.temporal.testing.internal.cloud.TaskSpec.ApiVersion;
import com.browseruse.temporal.testing.internal.http.Fields;
import com.browseruse.temporal.testing.internal.http.Request;
import com.browseruse.temporal.testing.internal.http.Response;
import com.browseruse.temporal.testing.internal.http.Response.ErrorResponseException;
import com.browseruse.temporal.testing.internal.http.Routes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Version 2 of the API: its routes and its key. */
public record V2Api(Cloud cloud, V2Views views) {

  private static final String KEY_HEADER = "X-Browser-Use-API-Key";

  private static final List<String> STATUSES =
      List.of("created", "started", "finished", "failed", "stopped");
  private static final List<String> ACTIONS = List.of("stop", "stop_task_and_session");
  private static final List<String> OLD_ACTIONS =
      List.of("stop", "stop_task_and_session", "pause", "resume");

  public void addTo(Routes all) {
    Routes routes =
        all.under("/api/v2", (r, now) -> cloud.checkKey(KEY_HEADER, r.header(KEY_HEADER)));
    routes.add("POST", "/tasks", this::createTask);
    routes.add("GET", "/tasks", this::listTasks);
    routes.add("GET", "/tasks/{id}", (r, now) -> ok(views.task(task(r).countRead(), now)));
    routes.add("PATCH", "/tasks/{id}", this::updateTask);
    routes.add(
        "GET", "/tasks/{id}/status", (r, now) -> ok(V2Views.status(task(r).countRead(), now)));
    routes.add("GET", "/tasks/{id}/logs", (r, now) -> ok(views.log(task(r), now)));
    routes.add("GET", "/files/tasks/{id}/output-files/{fileId}", this::outputFile);
    routes.add("POST", "/sessions", this::createSession);
    routes.add("GET", "/sessions", this::listSessions);
    routes.add("GET", "/sessions/{id}", (r, now) -> ok(views.session(session(r), now)));
    routes.add("PATCH", "/sessions/{id}", this::stopSession);
    routes.add("DELETE", "/sessions/{id}", this::deleteSession);
    routes.add("POST", "/sessions/{id}/purge", this::purgeSession);
    routes.add("GET", "/sessions/{id}/public-share", (r, now) -> ok(views.share(share(r))));
    routes.add("POST", "/sessions/{id}/public-share", this::createShare);
    routes.add("DELETE", "/sessions/{id}/public-share", this::deleteShare);
    routes.add("POST", "/files/sessions/{id}/presigned-url", this::createUpload);
    routes.add("GET", "/billing/account", (r, now) -> ok(V2Views.account(cloud, now)));
  }

  private Response createTask(Request request, Instant now) {
    CloudTask task = cloud.createTask(V2Requests.newTask(request), now);
    return Response.json(202, V2Views.created(task));
  }

  private Response listTasks(Request request, Instant now) {
    Fields query = Fields.ofQuery(request);
    Fields.Page page = query.page("pageSize", "pageNumber");
    Optional<UUID> session = query.uuid("sessionId");
    Optional<String> status = query.choice("filterBy", STATUSES);
    Optional<Instant> after = query.time("after");
    Optional<Instant> before = query.time("before");
    query.check();
    List<CloudTask> matching =
        cloud.listedTasks(ApiVersion.V2, now).stream()
            .filter(task -> session.map(task.session().id()::equals).orElse(true))
            .filter(task -> status.map(task.state(now).status().wireName()::equals).orElse(true))
            .filter(task -> after.map(time -> !task.createdAt().isBefore(time)).orElse(true))
            .filter(task -> before.map(time -> !task.createdAt().isAfter(time)).orElse(true))
            .toList();
    return ok(V2Views.page(page, matching, task -> V2Views.listedTask(task, now)));
  }

  private Response updateTask(Request request, Instant now) {
    UUID id = V2Requests.taskId(request);
    // A task that can be paused has two more actions; one that does not exist has the usual ones.
    boolean pausable = cloud.find(id).filter(CloudTask::pausable).isPresent();
    String action = V2Requests.action(request, pausable ? OLD_ACTIONS : ACTIONS);
    CloudTask task = task(request);
    switch (action) {
      case "pause" -> task.pause(now);
      case "resume" -> task.resume(now);
      default -> cloud.stop(task, action.equals("stop_task_and_session"), now);
    }
    return ok(views.task(task, now));
  }

  private Response outputFile(Request request, Instant now) {
    UUID taskId = V2Requests.taskId(request);
    UUID fileId = Fields.pathId(request, "fileId", "file_id");
    CloudTask task = cloud.task(ApiVersion.V2, taskId);
    TaskScript.OutputFile file =
        task.file(candidate -> task.fileId(candidate).equals(fileId), now)
            .orElseThrow(() -> new ErrorResponseException(404, "Output file not found"));
    return ok(views.download(task, file, now));
  }

  private Response createSession(Request request, Instant now) {
    CloudSession.Settings settings = V2Requests.newSession(request);
    CloudSession session = cloud.createSession(ApiVersion.V2, settings, now);
    return Response.json(201, V2Views.listedSession(session, now));
  }

  private Response listSessions(Request request, Instant now) {
    Fields query = Fields.ofQuery(request);
    Fields.Page page = query.page("pageSize", "pageNumber");
    Optional<String> status = query.choice("filterBy", List.of("active", "stopped"));
    query.check();
    List<CloudSession> matching =
        cloud.listedSessions().stream()
            .filter(s -> status.map(w -> w.equals("active") == s.isActive(now)).orElse(true))
            .toList();
    return ok(V2Views.page(page, matching, session -> V2Views.listedSession(session, now)));
  }

  private Response stopSession(Request request, Instant now) {
    V2Requests.sessionId(request);
    V2Requests.action(request, List.of("stop"));
    CloudSession session = session(request);
    session.stop(now);
    return ok(views.session(session, now));
  }

  private Response deleteSession(Request request, Instant now) {
    session(request).delete(now);
    return Response.empty(204);
  }

  /** Refused: only projects that retain no data may purge. */
  private Response purgeSession(Request request, Instant now) {
    session(request);
    return Response.error(403, "Project is not ZDR-enabled");
  }

  private Response createShare(Request request, Instant now) {
    return Response.json(201, views.share(session(request).createShare()));
  }

  private Response deleteShare(Request request, Instant now) {
    session(request).deleteShare();
    return Response.empty(204);
  }

  /** Gives out a link to upload a file for a session. */
  private Response createUpload(Request request, Instant now) {
    UUID sessionId = V2Requests.sessionId(request);
    V2Requests.Upload upload = V2Requests.upload(request);
    return ok(views.upload(cloud.session(sessionId), upload, now));
  }

  private CloudTask task(Request request) {
    return cloud.task(ApiVersion.V2, V2Requests.taskId(request));
  }

  private CloudSession session(Request request) {
    return cloud.session(V2Requests.sessionId(request));
  }

  private CloudSession.Share share(Request request) {
    return session(request)
        .share()
        .orElseThrow(() -> new ErrorResponseException(404, "Public share not found"));
  }
}
