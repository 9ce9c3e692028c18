package com.browseruse.temporal.worker.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Tells events that the provider has signed lately from everything else. */
final class WebhookVerifier {
  /** How far the time of a webhook may be from ours, either way. */
  static final Duration TOLERANCE = Duration.ofSeconds(300);

  /** Unix seconds, of few enough digits for a long. */
  private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");

  /** HMAC-SHA256. */
  private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final Clock clock;

  WebhookVerifier(String secret, Clock clock) {
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.clock = clock;
  }

  /** {@return the event in its canonical form, or empty unless it was signed, and lately} */
  Optional<String> verify(@Nullable String timestamp, @Nullable String signature, byte[] body) {
    if (timestamp == null
        || signature == null
        || !SIGNATURE.matcher(signature).matches()
        || !isNow(timestamp)) {
      return Optional.empty();
    }
    try {
      String event = CanonicalJson.of(body);
      byte[] expected = hmac(timestamp + "." + event);
      return MessageDigest.isEqual(expected, HexFormat.of().parseHex(signature))
          ? Optional.of(event)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean isNow(String timestamp) {
    return TIMESTAMP.matcher(timestamp).matches()
        && Math.abs(Long.parseLong(timestamp) - clock.instant().getEpochSecond())
            <= TOLERANCE.toSeconds();
  }

  private byte[] hmac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
