package com.browseruse.temporal.testing.internal.v2;

import com.browseruse.temporal.testing.internal.cloud.ApiVersion;
import com.browseruse.temporal.testing.internal.cloud.Cloud;
import com.browseruse.temporal.testing.internal.cloud.CloudSession;
import com.browseruse.temporal.testing.internal.cloud.FileStorage;
import com.browseruse.temporal.testing.internal.cloud.SharePages;
import com.browseruse.temporal.testing.internal.http.ErrorResponseException;
import com.browseruse.temporal.testing.internal.http.Fields;
import com.browseruse.temporal.testing.internal.http.Json;
import com.browseruse.temporal.testing.internal.http.Page;
import com.browseruse.temporal.testing.internal.http.Request;
import com.browseruse.temporal.testing.internal.http.Response;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The session calls of version 2. */
final class V2Sessions {

  private static final int LONGEST_FILE_NAME = 255;
  private static final int LARGEST_FILE = 10 * 1024 * 1024;
  private static final List<String> CONTENT_TYPES =
      List.of(
          "image/jpg",
          "image/jpeg",
          "image/png",
          "image/gif",
          "image/webp",
          "image/svg+xml",
          "application/pdf",
          "application/msword",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/vnd.ms-excel",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "text/plain",
          "text/csv",
          "text/markdown");

  private final Cloud cloud;
  private final V2Views views;
  private final SharePages pages;
  private final FileStorage storage;

  V2Sessions(Cloud cloud, V2Views views, SharePages pages, FileStorage storage) {
    this.cloud = cloud;
    this.views = views;
    this.pages = pages;
    this.storage = storage;
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
    Optional<String> status = query.choice("filterBy", List.of("active", "stopped"));
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
    fields.choice("action", List.of("stop"));
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

  /** Gives out a link to upload a file for a session. */
  Response uploadLink(Request request, Instant now) {
    UUID sessionId = Fields.pathId(request, "id", "session_id");
    Fields fields = Fields.ofBody(request, false);
    List.of("fileName", "contentType", "sizeBytes").forEach(fields::require);
    String name = fields.text("fileName", 1, LONGEST_FILE_NAME).orElse("");
    String contentType = fields.choice("contentType", CONTENT_TYPES).orElse("");
    fields.number("sizeBytes", 1, LARGEST_FILE);
    fields.check();
    UUID key = UUID.randomUUID();
    String url = storage.uploadLink(cloud.session(sessionId), key, now);
    ObjectNode upload = Json.object().put("url", url).put("method", "POST");
    upload.putObject("fields").put("key", key.toString()).put("Content-Type", contentType);
    upload.put("fileName", name).put("expiresIn", FileStorage.LIFETIME.toSeconds());
    return Response.json(200, upload);
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
