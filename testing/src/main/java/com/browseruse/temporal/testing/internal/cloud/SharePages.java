package com.browseruse.temporal.testing.internal.cloud;

import com.browseruse.temporal.testing.internal.http.Request;
import com.browseruse.temporal.testing.internal.http.Response;
import com.browseruse.temporal.testing.internal.http.Routes;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** The public pages of sessions: readable without an API key by whoever has the link. */
public record SharePages(Cloud cloud, String baseUrl) {

  private static final String PATH = "/share/";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en"><head><title>Browser Use Cloud emulator</title></head><body>
      %s</body></html>
      """;

  public void addTo(Routes routes) {
    routes.add("GET", PATH + "{token}", this::page);
  }

  public String link(CloudSession.Share share) {
    return baseUrl + PATH + share.token();
  }

  private Response page(Request request, Instant now) {
    Optional<CloudSession> session = cloud.sharedSession(request.pathValue("token"));
    if (session.isEmpty()) {
      return html(404, "<p>There is nothing to see here.</p>");
    }
    if (request.method().equals("GET")) {
      session.get().countShareView(now);
    }
    StringBuilder body = new StringBuilder("<h1>A shared session</h1>\n");
    session.get().tasks().forEach(task -> body.append(section(task, now)));
    return html(200, body.toString());
  }

  private static String section(CloudTask task, Instant now) {
    return "<h2>%s</h2>\n<p>%s</p>\n<pre>%s</pre>\n"
        .formatted(
            escape(task.spec().task()),
            task.state(now).status().wireName(),
            escape(Objects.requireNonNullElse(task.result(now).output(), "")));
  }

  private static Response html(int status, String body) {
    return Response.text(status, "text/html; charset=utf-8", PAGE.formatted(body));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
