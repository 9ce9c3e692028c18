package com.browseruse.temporal.worker.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * A JSON object in the one form that the provider signs, whatever the bytes looked like that it
 * came in: members in the order of the code points of their names, the last of those with the same
 * name; no spaces; ASCII only; numbers as they were written.
 */
final class CanonicalJson {
  /** Far deeper than any event, and far from where recursion ends. */
  private static final int MOST_NESTING = 100;

  /** Not the order of {@link String}, which has code points beyond the first plane too early. */
  private static final Comparator<String> BY_CODE_POINT =
      (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

  /** Remembers no names, which strangers choose; the bodies themselves are bounded. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_NESTING)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private static final HexFormat HEX = HexFormat.of();

  private CanonicalJson() {}

  /**
   * {@return the canonical form of an object}
   *
   * @throws IOException if this is not one JSON object in UTF-8
   */
  static String of(byte[] body) throws IOException {
    // A decoder of its own refuses what is not UTF-8, where Jackson reads some of it.
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    try (JsonParser in = JSON.createParser(text)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(in, "not an object");
      }
      String canonical = value(in);
      if (in.nextToken() != null) {
        throw new JsonParseException(in, "more than one value");
      }
      return canonical;
    }
  }

  private static String value(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> object(in);
      case START_ARRAY -> array(in);
      case VALUE_STRING -> quoted(in.getText());
      default -> in.getText();
    };
  }

  private static String object(JsonParser in) throws IOException {
    SortedMap<String, String> members = new TreeMap<>(BY_CODE_POINT);
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      members.put(name, value(in));
    }
    StringJoiner all = new StringJoiner(",", "{", "}");
    members.forEach((name, value) -> all.add(quoted(name) + ":" + value));
    return all.toString();
  }

  private static String array(JsonParser in) throws IOException {
    StringJoiner all = new StringJoiner(",", "[", "]");
    while (in.nextToken() != JsonToken.END_ARRAY) {
      all.add(value(in));
    }
    return all.toString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        case '\b' -> quoted.append("\\b");
        case '\f' -> quoted.append("\\f");
        default -> {
          if (c < ' ' || c > '~') {
            quoted.append("\\u").append(HEX.toHexDigits(c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
