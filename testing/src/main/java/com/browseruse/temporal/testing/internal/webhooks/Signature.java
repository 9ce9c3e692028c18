package com.browseruse.temporal.testing.internal.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How an event is signed: over its time and its members in order, in ASCII, without spaces. */
final class Signature {
  private static final JsonMapper ASCII =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .build();

  /** UTF-8 keeps the order of the code points. */
  private static final Comparator<Map.Entry<String, JsonNode>> BY_NAME =
      (a, b) -> Arrays.compareUnsigned(utf8(a.getKey()), utf8(b.getKey()));

  private Signature() {}

  static String of(JsonNode event, String timestamp, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(utf8(secret), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(utf8(timestamp + "." + canonical(event))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static String canonical(JsonNode event) {
    try {
      // For Jackson the last control character is like any other of ASCII.
      return ASCII.writeValueAsString(sorted(event)).replace("\u007f", "\\u007f");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isArray()) {
      ArrayNode copy = ASCII.createArrayNode();
      node.forEach(element -> copy.add(sorted(element)));
      return copy;
    }
    if (node.isObject()) {
      ObjectNode copy = ASCII.createObjectNode();
      node.properties().stream()
          .sorted(BY_NAME)
          .forEach(member -> copy.set(member.getKey(), sorted(member.getValue())));
      return copy;
    }
    return node;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
