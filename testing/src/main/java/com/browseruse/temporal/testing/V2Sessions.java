package com.browseruse.temporal.testing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The session calls of version 2. */
final class V2Sessions {

  private final Cloud cloud;
  private final V2Views views;

  V2Sessions(Cloud cloud, V2Views views) {
    this.cloud = cloud;
    this.views = views;
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

  Answer create(Call call) {
    Fields fields = Fields.of(call.request().body(), true).nullable("startUrl", "customProxy");
    checkBrowser(fields);
    fields.text("startUrl");
    fields.nested("customProxy", V2Sessions::checkProxy);
    boolean keepAlive = fields.flag("keepAlive").orElse(true);
    boolean persistMemory = fields.flag("persistMemory").orElse(true);
    fields.check();
    CloudSession session = cloud.createSession(ApiVersion.V2, keepAlive, persistMemory, call.now());
    return Answer.json(201, views.listedSession(session, call.now()));
  }

  Answer list(Call call) {
    QueryFields query = new QueryFields(call.request().query());
    Page page = Page.of(query);
    Optional<String> status = query.word("filterBy", List.of("active", "stopped"));
    query.check();
    List<CloudSession> matching =
        cloud.listedSessions().stream()
            .filter(s -> status.map(w -> w.equals("active") == s.isActive(call.now())).orElse(true))
            .toList();
    return Answer.json(200, page.of(matching, s -> views.listedSession(s, call.now())));
  }

  Answer view(Call call) {
    return Answer.json(200, views.session(cloud.session(id(call)), call.now()));
  }

  Answer update(Call call) {
    UUID id = id(call);
    Fields fields = Fields.of(call.request().body(), false);
    fields.require("action");
    fields.word("action", List.of("stop"));
    fields.check();
    CloudSession session = cloud.session(id);
    session.stop(call.now());
    return Answer.json(200, views.session(session, call.now()));
  }

  Answer delete(Call call) {
    cloud.session(id(call)).delete(call.now());
    return Answer.empty(204);
  }

  /** No project here keeps nothing, and only those that do may purge. */
  Answer purge(Call call) {
    cloud.session(id(call));
    throw new CloudException(Problem.NO_PURGE);
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

  private static UUID id(Call call) {
    return V2Api.pathId(call, "id", "session_id");
  }
}
