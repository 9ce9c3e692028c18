package com.browseruse.temporal.testing;

import java.time.Instant;
import java.util.Optional;

/** The public pages of sessions: readable without an API key by whoever has the link. */
final class SharePages {

  private static final String PATH = "/share/";

  private final String baseUrl;

  SharePages(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  void addTo(Routes routes, Cloud cloud) {
    routes.add("GET", PATH + "{token}", call -> page(call, cloud));
  }

  String link(Share share) {
    return baseUrl + PATH + share.token();
  }

  private static Answer page(Call call, Cloud cloud) {
    Optional<CloudSession> session = cloud.sharedSession(call.pathValues().get("token"));
    if (session.isEmpty()) {
      return html(404, "<p>There is nothing to see here.</p>");
    }
    if (call.request().method().equals("GET")) {
      session.get().share().ifPresent(share -> share.countView(call.now()));
    }
    StringBuilder body = new StringBuilder("<h1>A shared session</h1>\n");
    session.get().tasks().forEach(task -> body.append(section(task, call.now())));
    return html(200, body.toString());
  }

  private static String section(CloudTask task, Instant now) {
    String output = task.ending(now).output();
    return "<h2>"
        + escape(task.spec().task())
        + "</h2>\n<p>"
        + task.word(now)
        + "</p>\n<pre>"
        + (output == null ? "" : escape(output))
        + "</pre>\n";
  }

  private static Answer html(int status, String body) {
    String page =
        "<!doctype html>\n<html lang=\"en\"><head><title>Browser Use Cloud emulator</title></head>"
            + "<body>\n"
            + body
            + "</body></html>\n";
    return Answer.text(status, "text/html; charset=utf-8", page);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
