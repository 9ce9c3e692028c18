package com.browseruse.temporal.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookVerifierTest {
  private static final String SECRET = "synthetic-docs-secret";
  private static final long NOW = 1_788_955_200;
  private static final String TIME = Long.toString(NOW);

  /** The provider's own example. */
  private static final String EVENT =
      "{\"type\": \"session.status.update\", \"timestamp\": \"2026-09-09T12:00:00Z\", \"payload\":"
          + " {\"session_id\": \"synthetic-session\", \"status\": \"idle\"}}";

  private static final String SIGNATURE =
      "f59cc6ea939b61b0faffb4840f6072031de4c6432656847b3a2e6c97387fafa9";

  private final WebhookVerifier verifier = verifier(SECRET, NOW);

  @Test
  void theExampleOfTheProviderIsGenuine() {
    assertThat(verifier.verify(TIME, SIGNATURE, bytes(EVENT)))
        .contains(
            "{\"payload\":{\"session_id\":\"synthetic-session\",\"status\":\"idle\"},"
                + "\"timestamp\":\"2026-09-09T12:00:00Z\",\"type\":\"session.status.update\"}");
  }

  /** Signed with Python's hmac, hashlib and json. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`{\"type\":\"a\",\"payload\":{\"metadata\":{\"\\ud83d\\ude00\":\"1\",\"\\uffff\":\"b\",\"z\":1.0}}}`|243e4a95a349757a3f6e73e12c3fedb18d689f0a7c32b10bc18f3061c4bd2ef7",
        "`{\"payload\":{\"metadata\":{\"\ud83d\ude00\u00e9\":\"1\",\"\ufffd\":\"\u00fc\"},\"status\":\"idle\"},\"n\":1e-07}`|7820019c051525d6c6e36726d6d562da47b4a565310d14e3b10ad3214905cc1b",
        "`{\"a\":1,\"a\":[1.50,-0.0,1E+400,12345678901234567890123],\"b\":\"\\u0000\\u001f\\u007f\\/\\\"\\\\\"}`|97f81a7a86631163d6a2071588adf62173fbbaceba7ac6a816563365deb3b055",
        "`{\"x\":\"\\ud800 1\",\"y\":[\"\\udfff\",\"\\b\\f\\n"
            + "\\r"
            + "\\t\"]}`|2d1a06ee24f9ddfbcda29a2f20a366e051929807bd4ec9b1bd33a0e20c8caf40"
      })
  void hardCasesThatPythonHasSignedAreGenuine(String event, String signature) {
    assertThat(verifier.verify(TIME, signature, bytes(event))).isPresent();
    assertThat(verifier.verify(TIME, signature, bytes(event.replace("1", "2")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {-300, -299, 0, 299, 300})
  void theTimeMayBeOffByFiveMinutes(long seconds) {
    assertThat(verifier(SECRET, NOW + seconds).verify(TIME, SIGNATURE, bytes(EVENT))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1_000_000, -301, 301, 86_400})
  void aReplayIsRefused(long seconds) {
    assertThat(verifier(SECRET, NOW + seconds).verify(TIME, SIGNATURE, bytes(EVENT))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1788955200",
        "1788955200 ",
        "+1788955200",
        "-1788955200",
        "1788955200.0",
        "1788955200\n",
        "01788955200",
        "1788955201",
        "17889552001788955200",
        "99999999999999999999999999",
        "1.7889552e9",
        "0x6aa0f080",
        "\u0661\u0667\u0668\u0668\u0669\u0665\u0665\u0662\u0660\u0660",
        "2026-09-09T12:00:00Z"
      })
  void anotherTextForTheTimeIsRefused(String time) {
    assertThat(verifier.verify(time, SIGNATURE, bytes(EVENT))).isEmpty();
  }

  @Test
  void anotherSignatureIsRefused() {
    for (String other :
        new String[] {
          "",
          SIGNATURE.toUpperCase(Locale.ROOT),
          SIGNATURE + "0",
          SIGNATURE.substring(1),
          " " + SIGNATURE,
          SIGNATURE + "\n",
          "sha256=" + SIGNATURE,
          "0".repeat(64),
          "g".repeat(64),
          "\uff10".repeat(64)
        }) {
      assertThat(verifier.verify(TIME, other, bytes(EVENT))).as(other).isEmpty();
    }
    assertThat(verifier.verify(null, SIGNATURE, bytes(EVENT))).isEmpty();
    assertThat(verifier.verify(TIME, null, bytes(EVENT))).isEmpty();
    assertThat(verifier("another secret", NOW).verify(TIME, SIGNATURE, bytes(EVENT))).isEmpty();
  }

  @Test
  void ofTenThousandForgedReplayedAndMalformedOnesNoneIsGenuine() {
    Random random = new Random(13);
    for (int i = 0; i < 10_000; i++) {
      byte[] body = bytes(EVENT);
      String time = TIME;
      String signature = SIGNATURE;
      switch (i % 6) {
        case 0 -> signature = hex(random, 64);
        case 1 -> {
          char[] digits = signature.toCharArray();
          int at = random.nextInt(64);
          digits[at] = Character.forDigit((Character.digit(digits[at], 16) + 1) % 16, 16);
          signature = new String(digits);
        }
        case 2 ->
            time =
                Long.toString(
                    NOW + (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(100_000)));
        case 3 -> {
          // Within a text, so that the event has changed and not its spaces.
          int at =
              EVENT.indexOf("synthetic-session") + random.nextInt("synthetic-session".length());
          body[at] = (byte) (body[at] ^ (1 + random.nextInt(255)));
        }
        case 4 -> body = Arrays.copyOf(body, random.nextInt(body.length));
        default -> random.nextBytes(body);
      }
      assertThat(verifier.verify(time, signature, body)).as("try %d", i).isEmpty();
    }
    assertThat(verifier.verify(TIME, SIGNATURE, bytes(EVENT))).isPresent();
  }

  private static WebhookVerifier verifier(String secret, long now) {
    return new WebhookVerifier(secret, Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(Random random, int digits) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < digits; i++) {
      hex.append(Character.forDigit(random.nextInt(16), 16));
    }
    return hex.toString();
  }
}
