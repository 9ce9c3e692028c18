package com.browseruse.temporal.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links in the manner of a storage service: signed, readable without an API key, and dead a few
 * minutes later.
 */
final class Downloads {

  static final Duration LINK_LIFETIME = Duration.ofMinutes(5);

  /** One transparent pixel. */
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=");

  private final String baseUrl;
  private final SecretKeySpec secret;

  Downloads(String baseUrl) {
    this.baseUrl = baseUrl;
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    secret = new SecretKeySpec(random, "HmacSHA256");
  }

  void addTo(Routes routes, Cloud cloud) {
    routes.add("GET", "/downloads/{task}/log", call -> serve(call, cloud, Downloads::log));
    routes.add(
        "GET", "/downloads/{task}/files/{file}", call -> serve(call, cloud, Downloads::file));
    routes.add(
        "GET", "/downloads/{task}/steps/{step}", call -> serve(call, cloud, Downloads::step));
  }

  String logLink(CloudTask task, Instant now) {
    return sign("/downloads/" + task.id() + "/log", now);
  }

  String fileLink(CloudTask task, ScenarioFile file, Instant now) {
    return sign("/downloads/" + task.id() + "/files/" + task.fileId(file), now);
  }

  String screenshotLink(CloudTask task, Step step, Instant now) {
    return sign("/downloads/" + task.id() + "/steps/" + step.number(), now);
  }

  private interface Content {
    Optional<Answer> of(CloudTask task, Call call);
  }

  private Answer serve(Call call, Cloud cloud, Content content) {
    Request request = call.request();
    String expires = request.query().getOrDefault("Expires", "");
    byte[] given = request.query().getOrDefault("Signature", "").getBytes(StandardCharsets.UTF_8);
    byte[] right = signature(request.path(), expires).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(given, right)) {
      return error(403, "SignatureDoesNotMatch", "The signature of this link is wrong.");
    }
    if (!call.now().isBefore(Instant.ofEpochSecond(Long.parseLong(expires)))) {
      return error(403, "AccessDenied", "This link has expired.");
    }
    return cloud
        .find(UUID.fromString(call.pathValues().get("task")))
        .flatMap(task -> content.of(task, call))
        .orElseGet(Downloads::gone);
  }

  private static Optional<Answer> log(CloudTask task, Call call) {
    return Optional.of(Answer.text(200, "text/plain; charset=utf-8", task.log(call.now())));
  }

  private static Optional<Answer> file(CloudTask task, Call call) {
    return task.ending(call.now()).outputFiles().stream()
        .filter(file -> task.fileId(file).toString().equals(call.pathValues().get("file")))
        .map(file -> Answer.text(200, "text/plain; charset=utf-8", file.text()))
        .findFirst();
  }

  private static Optional<Answer> step(CloudTask task, Call call) {
    return Optional.of(Answer.of(200, "image/png", PNG));
  }

  private static Answer gone() {
    return error(404, "NoSuchKey", "There is nothing behind this link any more.");
  }

  private static Answer error(int status, String code, String message) {
    String xml = "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>\n";
    return Answer.text(status, "application/xml", xml);
  }

  private String sign(String path, Instant now) {
    String expires = Long.toString(now.plus(LINK_LIFETIME).getEpochSecond());
    return baseUrl + path + "?Expires=" + expires + "&Signature=" + signature(path, expires);
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
}
