package com.browseruse.temporal.testing.internal.v2;

import static com.browseruse.temporal.testing.internal.http.Response.ok;

import com.browseruse.temporal.testing.internal.cloud.Cloud;
import com.browseruse.temporal.testing.internal.cloud.CloudSession;
import com.browseruse.temporal.testing.internal.cloud.CloudTask;
import com.browseruse.temporal.testing.internal.cloud.TaskScript;
import com.browseruse.temporal.testing.internal.cloud.TaskSpec;
import com.browseruse.temporal.testing.internal.cloud.TaskSpec.ApiVersion;
import com.browseruse.temporal.testing.internal.http.Fields;
import com.browseruse.temporal.testing.internal.http.Request;
import com.browseruse.temporal.testing.internal.http.Response;
import com.browseruse.temporal.testing.internal.http.Response.ErrorResponseException;
import com.browseruse.temporal.testing.internal.http.Routes;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Version 2 of the API: routes, key, requests and their bounds. What has no effect is checked too.
 */
public record V2Api(Cloud cloud, V2Views views) {
  private static final String KEY_HEADER = "X-Browser-Use-API-Key";
  private static final List<String> STATUSES =
      List.of("created", "started", "finished", "failed", "stopped");
  private static final List<String> ACTIONS = List.of("stop", "stop_task_and_session");
  private static final List<String> OLD_ACTIONS =
      List.of("stop", "stop_task_and_session", "pause", "resume");
  private static final List<String> UPLOAD_TYPES =
      List.of(
          """
          image/jpg image/jpeg image/png image/gif image/webp image/svg+xml application/pdf
          application/msword application/vnd.ms-excel text/plain text/csv text/markdown
          application/vnd.openxmlformats-officedocument.wordprocessingml.document
          application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
          """
              .split("\\s+"));

  /** The enum ProxyCountryCode of the provider's description. */
  private static final Set<String> COUNTRIES =
      Set.of(
          """
          ad ae af ag ai al am an ao aq ar as at au aw az ba bb bd be bf bg bh bi bj bl bm bn bo
          bq br bs bt bv bw by bz ca cc cd cf cg ch ck cl cm co cr cs cu cv cw cx cy cz de dj dk
          dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr
          gs gt gu gw gy hk hm hn hr ht hu id ie il im in iq ir is it je jm jo jp ke kg kh ki km
          kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo
          mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph
          pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so
          sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz
          va vc ve vg vi vn vu wf ws xk ye yt za zm zw
          """
              .split("\\s+"));

  public void addTo(Routes all) {
    Routes routes =
        all.under("/api/v2", (r, now) -> cloud.checkKey(KEY_HEADER, r.header(KEY_HEADER)));
    routes.add(
        "POST",
        "/tasks",
        (r, now) -> {
          ObjectNode view = V2Views.listedTask(cloud.createTask(newTask(r), now), now);
          return Response.json(202, view.retain("id", "sessionId"));
        });
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
    routes.add(
        "POST",
        "/sessions/{id}/public-share",
        (r, now) -> Response.json(201, views.share(session(r).createShare())));
    routes.add("DELETE", "/sessions/{id}/public-share", this::deleteShare);
    routes.add("POST", "/files/sessions/{id}/presigned-url", this::createUpload);
    routes.add("GET", "/billing/account", (r, now) -> ok(V2Views.account(cloud, now)));
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
            .filter(task -> session.map(task.session.id::equals).orElse(true))
            .filter(task -> status.map(task.state(now).status().wireName()::equals).orElse(true))
            .filter(task -> after.map(time -> !task.createdAt().isBefore(time)).orElse(true))
            .filter(task -> before.map(time -> !task.createdAt().isAfter(time)).orElse(true))
            .toList();
    return ok(V2Views.page(page, matching, task -> V2Views.listedTask(task, now)));
  }

  private Response updateTask(Request request, Instant now) {
    UUID id = taskId(request);
    // A task that can be paused has two more actions; one that does not exist has the usual ones.
    boolean pausable = cloud.find(id).filter(CloudTask::pausable).isPresent();
    String action = action(request, pausable ? OLD_ACTIONS : ACTIONS);
    CloudTask task = task(request);
    switch (action) {
      case "pause" -> task.pause(now);
      case "resume" -> task.resume(now);
      default -> cloud.stop(task, action.equals("stop_task_and_session"), now);
    }
    return ok(views.task(task, now));
  }

  private Response outputFile(Request request, Instant now) {
    UUID taskId = taskId(request);
    UUID fileId = Fields.pathId(request, "fileId", "file_id");
    CloudTask task = cloud.task(ApiVersion.V2, taskId);
    TaskScript.OutputFile file =
        task.file(candidate -> task.fileId(candidate).equals(fileId), now)
            .orElseThrow(() -> new ErrorResponseException(404, "Output file not found"));
    return ok(views.download(task, file, now));
  }

  private Response createSession(Request request, Instant now) {
    Fields fields = Fields.ofBody(request, true);
    readBrowser(fields);
    fields.nullable().text("startUrl");
    fields.nullable().nested("customProxy", V2Api::readProxy);
    boolean keepAlive = fields.flag("keepAlive").orElse(true);
    boolean persistMemory = fields.flag("persistMemory").orElse(true);
    fields.check();
    CloudSession.Settings settings = new CloudSession.Settings(keepAlive, persistMemory);
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
    sessionId(request);
    action(request, List.of("stop"));
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

  private Response deleteShare(Request request, Instant now) {
    session(request).deleteShare();
    return Response.empty(204);
  }

  private Response createUpload(Request request, Instant now) {
    UUID sessionId = sessionId(request);
    Fields fields = Fields.ofBody(request, false);
    String fileName = fields.required().text("fileName", 1, 255).orElse("");
    String contentType = fields.required().choice("contentType", UPLOAD_TYPES).orElse("");
    fields.required().number("sizeBytes", 1, 10 * 1024 * 1024);
    fields.check();
    return ok(views.upload(cloud.session(sessionId), fileName, contentType, now));
  }

  private CloudTask task(Request request) {
    return cloud.task(ApiVersion.V2, taskId(request));
  }

  private CloudSession session(Request request) {
    return cloud.session(sessionId(request));
  }

  private CloudSession.Share share(Request request) {
    return session(request)
        .share()
        .orElseThrow(() -> new ErrorResponseException(404, "Public share not found"));
  }

  private static UUID taskId(Request request) {
    return Fields.pathId(request, "id", "task_id");
  }

  private static UUID sessionId(Request request) {
    return Fields.pathId(request, "id", "session_id");
  }

  private static String action(Request request, List<String> actions) {
    Fields fields = Fields.ofBody(request, false);
    String action = fields.required().choice("action", actions).orElse("");
    fields.check();
    return action;
  }

  private static TaskSpec newTask(Request request) {
    Fields fields = Fields.ofBody(request, false);
    TaskSpec spec =
        new TaskSpec(
            ApiVersion.V2,
            fields.required().text("task", 1, 50_000).orElse(""),
            fields.text("llm").orElse("browser-use-2.0"),
            fields.nullable().text("startUrl").orElse(null),
            fields.number("maxSteps", 1, 10_000).orElse(null),
            fields.nullable().schema("structuredOutput").orElse(null),
            fields.nullable().uuid("sessionId").orElse(null),
            fields.nullable().metadata(),
            fields.flag("judge").orElse(false),
            TaskSpec.V1Options.NONE);
    fields.nullable().texts("secrets");
    List.of("allowedDomains", "skillIds").forEach(fields.nullable()::textList);
    List.of("opVaultId", "judgeLlm", "thinkingLevel").forEach(fields.nullable()::text);
    List.of("highlightElements", "flashMode", "thinking").forEach(fields::flag);
    fields.text("systemPromptExtension", 0, 10_000);
    fields.nullable().text("judgeGroundTruth", 0, 10_000);
    fields.value(
        "vision",
        node -> node.isBoolean() || node.asText().equals("auto"),
        "true, false or \"auto\"",
        "bool_type");
    fields.nullable().nested("sessionSettings", V2Api::readBrowser);
    fields.check();
    return spec;
  }

  private static void readBrowser(Fields fields) {
    Fields nullable = fields.nullable();
    nullable.uuid("profileId");
    String country = nullable.text("proxyCountryCode").orElse("de");
    String allowed = "must be the code of a country with proxies, in two small letters";
    fields.hold(COUNTRIES.contains(country), "proxyCountryCode", allowed, "enum");
    nullable.number("browserScreenWidth", 320, 6144);
    nullable.number("browserScreenHeight", 320, 3456);
    fields.flag("enableRecording");
  }

  private static void readProxy(Fields fields) {
    fields.required().text("host", 1, 255);
    fields.required().number("port", 1, 65_535);
    List.of("username", "password").forEach(name -> fields.nullable().text(name, 1, 255));
    fields.flag("ignoreCertErrors");
  }
}
