package com.browseruse.temporal.testing.internal.cloud;

import com.browseruse.temporal.testing.internal.http.Request;
import com.browseruse.temporal.testing.internal.http.Response;
import com.browseruse.temporal.testing.internal.http.Routes;
import java.time.Instant;
import java.util.Optional;

/** The public pages of sessions: readable without an API key by whoever has the link. */
public final class SharePages {

  private static final String PATH = "/share/";

  private final Cloud cloud;
  private final String baseUrl;

  public SharePages(Cloud cloud, String baseUrl) {
    this.cloud = cloud;
    this.baseUrl = baseUrl;
  }

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
      session.get().share().ifPresent(share -> share.countView(now));
    }
    StringBuilder body = new StringBuilder("<h1>A shared session</h1>\n");
    session.get().tasks().forEach(task -> body.append(section(task, now)));
    return html(200, body.toString());
  }

  private static String section(CloudTask task, Instant now) {
    String output = task.result(now).output();
    return "<h2>"
        + escape(task.spec().task())
        + "</h2>\n<p>"
        + task.state(now).status().wireName()
        + "</p>\n<pre>"
        + (output == null ? "" : escape(output))
        + "</pre>\n";
  }

  private static Response html(int status, String body) {
    String page =
        "<!doctype html>\n<html lang=\"en\"><head><title>Browser Use Cloud emulator</title></head>"
            + "<body>\n"
            + body
            + "</body></html>\n";
    return Response.text(status, "text/html; charset=utf-8", page);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
