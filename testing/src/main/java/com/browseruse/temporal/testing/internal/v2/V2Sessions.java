package com.browseruse.temporal.testing.internal.v2;

import com.browseruse.temporal.testing.internal.cloud.ApiVersion;
import com.browseruse.temporal.testing.internal.cloud.Cloud;
import com.browseruse.temporal.testing.internal.cloud.CloudSession;
import com.browseruse.temporal.testing.internal.cloud.SharePages;
import com.browseruse.temporal.testing.internal.http.ErrorResponseException;
import com.browseruse.temporal.testing.internal.http.Fields;
import com.browseruse.temporal.testing.internal.http.Json;
import com.browseruse.temporal.testing.internal.http.Page;
import com.browseruse.temporal.testing.internal.http.Request;
import com.browseruse.temporal.testing.internal.http.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The session calls of version 2. */
final class V2Sessions {

  private final Cloud cloud;
  private final V2Views views;
  private final SharePages pages;

  V2Sessions(Cloud cloud, V2Views views, SharePages pages) {
    this.cloud = cloud;
    this.views = views;
    this.pages = pages;
  }

  /** Holds the settings of a browser to their types; the emulator has none to apply them to. */
  static void checkBrowser(Fields all) {
    Fields fields =
        all.nullable("profileId", "proxyCountryCode", "browserScreenWidth", "browserScreenHeight");
    fields.uuid("profileId");
    fields
        .text("proxyCountryCode")
        .filter(code -> !code.matches("[a-z]{2}"))
        .ifPresent(
            code ->
                fields.refuse(
                    "proxyCountryCode", "must be a country's code of two small letters", "enum"));
    fields.number("browserScreenWidth", 320, 6144);
    fields.number("browserScreenHeight", 320, 3456);
    fields.flag("enableRecording");
  }

  Response create(Request request, Instant now) {
    Fields fields = Fields.ofBody(request, true).nullable("startUrl", "customProxy");
    checkBrowser(fields);
    fields.text("startUrl");
    fields.nested("customProxy", V2Sessions::checkProxy);
    boolean keepAlive = fields.flag("keepAlive").orElse(true);
    boolean persistMemory = fields.flag("persistMemory").orElse(true);
    fields.check();
    CloudSession session = cloud.createSession(ApiVersion.V2, keepAlive, persistMemory, now);
    return Response.json(201, views.listedSession(session, now));
  }

  Response list(Request request, Instant now) {
    Fields query = Fields.ofQuery(request);
    Page page = Page.read(query, "pageSize", "pageNumber");
    Optional<String> status = query.word("filterBy", List.of("active", "stopped"));
    query.check();
    List<CloudSession> matching =
        cloud.listedSessions().stream()
            .filter(s -> status.map(w -> w.equals("active") == s.isActive(now)).orElse(true))
            .toList();
    return Response.json(200, V2Views.page(page, matching, s -> views.listedSession(s, now)));
  }

  Response view(Request request, Instant now) {
    return Response.json(200, views.session(session(request), now));
  }

  Response update(Request request, Instant now) {
    UUID id = Fields.pathId(request, "id", "session_id");
    Fields fields = Fields.ofBody(request, false);
    fields.require("action");
    fields.word("action", List.of("stop"));
    fields.check();
    CloudSession session = cloud.session(id);
    session.stop(now);
    return Response.json(200, views.session(session, now));
  }

  Response delete(Request request, Instant now) {
    session(request).delete(now);
    return Response.empty(204);
  }

  /** Refused: only projects that retain no data may purge. */
  Response purge(Request request, Instant now) {
    session(request);
    throw new ErrorResponseException(403, "Project is not ZDR-enabled");
  }

  Response createShare(Request request, Instant now) {
    return share(201, session(request).createShare());
  }

  Response viewShare(Request request, Instant now) {
    return share(
        200,
        session(request)
            .share()
            .orElseThrow(() -> new ErrorResponseException(404, "Public share not found")));
  }

  Response deleteShare(Request request, Instant now) {
    session(request).deleteShare();
    return Response.empty(204);
  }

  private Response share(int status, CloudSession.Share share) {
    return Response.json(
        status,
        Json.object()
            .put("shareToken", share.token())
            .put("shareUrl", pages.link(share))
            .put("viewCount", share.views())
            .put("lastViewedAt", Json.time(share.lastViewedAt())));
  }

  private static void checkProxy(Fields all) {
    Fields fields = all.nullable("username", "password");
    fields.require("host");
    fields.require("port");
    fields.text("host", 1, 255);
    fields.number("port", 1, 65_535);
    fields.text("username", 1, 255);
    fields.text("password", 1, 255);
    fields.flag("ignoreCertErrors");
  }

  private CloudSession session(Request request) {
    return cloud.session(Fields.pathId(request, "id", "session_id"));
  }
}
