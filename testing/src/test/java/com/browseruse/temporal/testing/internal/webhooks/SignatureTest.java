package com.browseruse.temporal.testing.internal.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.internal.http.Json;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureTest {
  /** The first is the provider's example; the others were signed with Python's json and hmac. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`{\"type\": \"session.status.update\", \"timestamp\": \"2026-09-09T12:00:00Z\","
            + " \"payload\": {\"session_id\": \"synthetic-session\", \"status\":"
            + " \"idle\"}}`|f59cc6ea939b61b0faffb4840f6072031de4c6432656847b3a2e6c97387fafa9",
        "`{\"payload\":{\"metadata\":{\"\ud83d\ude00\":\"beyond\",\"\ufffd\":\"last\",\"\u00e9\":\"\u00fc\",\"A\":\"/<>&\",\"a\":\"\\\"\\\\\"},\"status\":\"idle\"}}`|be02b2cc1c80c88203cdf39edb0d84ae83bfa324ac94277d7b7efbf261fd8ad5",
        "`{\"z\":[\"\\u0000\\u0001\\u001f\\u007f\\u0080\",\"\\b\\f\\n"
            + "\\r"
            + "\\t\"],\"y\":{\"b\":true,\"a\":null}}`|7d94afe0c9d9cc9c80ac739afc52ed51687db8a47dd7df3ac88fc4d86b8f73da"
      })
  void anEventIsSignedAsTheProviderSignsIt(String event, String signature) throws IOException {
    assertThat(Signature.of(Json.read(event), "1788955200", "synthetic-docs-secret"))
        .isEqualTo(signature);
  }
}
