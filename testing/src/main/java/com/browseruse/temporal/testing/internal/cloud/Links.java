package com.browseruse.temporal.testing.internal.cloud;

import com.browseruse.temporal.testing.internal.cloud.TaskScript.OutputFile;
import com.browseruse.temporal.testing.internal.http.Body;
import com.browseruse.temporal.testing.internal.http.Request;
import com.browseruse.temporal.testing.internal.http.Response;
import com.browseruse.temporal.testing.internal.http.Response.ErrorResponseException;
import com.browseruse.temporal.testing.internal.http.Routes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The links that the API gives out, and what is behind them; they need no API key. All but those to
 * the public pages of sessions are signed and expire.
 */
public final class Links {
  public static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final String DOWNLOADS = "/downloads/";
  private static final String UPLOADS = "/uploads/";
  private static final String SHARES = "/share/";
  private static final String SHARE_PAGE =
      """
      <!doctype html>
      <html lang="en"><head><title>Browser Use Cloud emulator</title></head><body>
      %s</body></html>
      """;
  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=";
  private static final Body SCREENSHOT = Body.of(Base64.getDecoder().decode(PIXEL));

  private final Cloud cloud;
  private final String baseUrl;
  private final SecretKeySpec secret;

  public Links(Cloud cloud, String baseUrl) {
    this.cloud = cloud;
    this.baseUrl = baseUrl;
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    secret = new SecretKeySpec(random, "HmacSHA256");
  }

  public void addTo(Routes routes) {
    Routes downloads = routes.under(DOWNLOADS, this::checkLink);
    downloads.add("GET", "{task}/log", this::log);
    downloads.add("GET", "{task}/files/{file}", this::file);
    downloads.add("GET", "{task}/steps/{step}", this::screenshot);
    // Uploads are taken and forgotten, since no browser needs them here.
    Routes uploads = routes.under(UPLOADS, this::checkLink);
    uploads.add("POST", "{session}/{key}", (r, now) -> Response.empty(204));
    routes.add("GET", SHARES + "{token}", this::sharePage);
  }

  public String logLink(CloudTask task, Instant now) {
    return sign(DOWNLOADS + task.id + "/log", now);
  }

  public String fileLink(CloudTask task, OutputFile file, Instant now) {
    return sign(DOWNLOADS + task.id + "/files/" + task.fileId(file), now);
  }

  public String screenshotLink(CloudTask task, SampleContent.Step step, Instant now) {
    return sign(DOWNLOADS + task.id + "/steps/" + step.number(), now);
  }

  public String uploadLink(CloudSession session, UUID key, Instant now) {
    return sign(UPLOADS + session.id + "/" + key, now);
  }

  public String shareLink(CloudSession.Share share) {
    return baseUrl + SHARES + share.token();
  }

  private CloudTask task(Request request) {
    return cloud.find(UUID.fromString(request.pathValue("task"))).orElseThrow(Links::gone);
  }

  private Response log(Request request, Instant now) {
    return Response.text(200, "text/plain; charset=utf-8", task(request).log(now))
        .forRangeOf(request);
  }

  private Response file(Request request, Instant now) {
    CloudTask task = task(request);
    String id = request.pathValue("file");
    return task.file(candidate -> task.fileId(candidate).toString().equals(id), now)
        .map(file -> Response.of(200, file.contentType(), file.body()).forRangeOf(request))
        .orElseThrow(Links::gone);
  }

  private Response screenshot(Request request, Instant now) {
    task(request);
    return Response.of(200, "image/png", SCREENSHOT).forRangeOf(request);
  }

  private Response sharePage(Request request, Instant now) {
    Optional<CloudSession> session = cloud.sharedSession(request.pathValue("token"));
    if (session.isEmpty()) {
      return html(404, "<p>There is nothing to see here.</p>");
    }
    if (request.method().equals("GET")) {
      session.get().countShareView(now);
    }
    StringBuilder body = new StringBuilder("<h1>A shared session</h1>\n");
    for (CloudTask task : session.get().tasks) {
      String output = Objects.requireNonNullElse(task.result(now).output(), "");
      body.append("<h2>" + escape(task.spec.task()) + "</h2>\n<p>")
          .append(task.state(now).status().wireName())
          .append("</p>\n<pre>" + escape(output) + "</pre>\n");
    }
    return html(200, body.toString());
  }

  private static Response html(int status, String body) {
    return Response.text(status, "text/html; charset=utf-8", SHARE_PAGE.formatted(body));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private String sign(String path, Instant now) {
    String expires = Long.toString(now.plus(LIFETIME).getEpochSecond());
    return baseUrl + path + "?Expires=" + expires + "&Signature=" + signature(path, expires);
  }

  private void checkLink(Request request, Instant now) {
    String expires = request.query().getOrDefault("Expires", "");
    byte[] given = request.query().getOrDefault("Signature", "").getBytes(StandardCharsets.UTF_8);
    byte[] right = signature(request.path(), expires).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(given, right)) {
      throw error(403, "SignatureDoesNotMatch", "The signature of this link is wrong.");
    }
    if (!now.isBefore(Instant.ofEpochSecond(Long.parseLong(expires)))) {
      throw error(403, "AccessDenied", "This link has expired.");
    }
  }

  private String signature(String path, String expires) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      byte[] text = (path + "?" + expires).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256.", e);
    }
  }

  private static ErrorResponseException gone() {
    return error(404, "NoSuchKey", "There is nothing behind this link any more.");
  }

  private static ErrorResponseException error(int status, String code, String message) {
    return new ErrorResponseException(Response.storageError(status, code, message));
  }
}
