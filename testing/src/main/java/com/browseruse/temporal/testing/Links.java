package com.browseruse.temporal.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links in the manner of a storage service: signed, good without an API key, and dead a few minutes
 * later.
 */
final class Links {

  static final Duration LIFETIME = Duration.ofMinutes(5);

  private final String baseUrl;
  private final SecretKeySpec secret;

  Links(String baseUrl) {
    this.baseUrl = baseUrl;
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    secret = new SecretKeySpec(random, "HmacSHA256");
  }

  String sign(String path, Instant now) {
    String expires = Long.toString(now.plus(LIFETIME).getEpochSecond());
    return baseUrl + path + "?Expires=" + expires + "&Signature=" + signature(path, expires);
  }

  /** Why a request may not pass; empty if its link is good. */
  Optional<Answer> refusal(Request request, Instant now) {
    String expires = request.query().getOrDefault("Expires", "");
    byte[] given = request.query().getOrDefault("Signature", "").getBytes(StandardCharsets.UTF_8);
    byte[] right = signature(request.path(), expires).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(given, right)) {
      return Optional.of(
          error(403, "SignatureDoesNotMatch", "The signature of this link is wrong."));
    }
    if (!now.isBefore(Instant.ofEpochSecond(Long.parseLong(expires)))) {
      return Optional.of(error(403, "AccessDenied", "This link has expired."));
    }
    return Optional.empty();
  }

  static Answer error(int status, String code, String message) {
    String xml = "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>\n";
    return Answer.text(status, "application/xml", xml);
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
