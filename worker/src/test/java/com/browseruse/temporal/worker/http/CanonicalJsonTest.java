package com.browseruse.temporal.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The expected texts are what Python says: {@code json.dumps(json.loads(text), sort_keys=True,
 * separators=(",", ":"))}, with numbers kept as they were written.
 */
class CanonicalJsonTest {
  private static final String BACKSLASH_U = "\\" + "u";

  static String[][] forms() {
    return new String[][] {
      {"{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}"},
      // By code point: the emoji is beyond U+FFFD, though its first half in UTF-16 is not.
      {
        "{\"\uD83D\uDE00\":1,\"\uFFFD\":2,\"z\":3,\"\uD7FF\":4}",
        escaped("{'z':3,'~d7ff':4,'~fffd':2,'~d83d~de00':1}")
      },
      {escaped("{'~D83D~DE00':1,'~FF5E':2}"), escaped("{'~ff5e':2,'~d83d~de00':1}")},
      {
        "{\"n\":[1.0,1e5,1E+5,1e-07,-0,-0.0,123456789012345678901234567890,0.10,1.000e+00]}",
        "{\"n\":[1.0,1e5,1E+5,1e-07,-0,-0.0,123456789012345678901234567890,0.10,1.000e+00]}"
      },
      {"{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}"},
      {"{\"a\":{\"x\":1,\"x\":{\"y\":2,\"y\":3}}}", "{\"a\":{\"x\":{\"y\":3}}}"},
      // The same name, once written plainly and once escaped.
      {escaped("{'a':1,'~0061':2}"), "{\"a\":2}"},
      {
        escaped("{'s':'~0000~0001\\b\\f\\n\\r\\t~001f~007f~0080~00e9\\/\\'\\\\~2028'}"),
        escaped("{'s':'~0000~0001\\b\\f\\n\\r\\t~001f~007f~0080~00e9/\\'\\\\~2028'}")
      },
      {
        "{\"s\":\"/ \u00e9 \u00fc \u00df \u007f \uD83D\uDE00 \u2028\"}",
        escaped("{'s':'/ ~00e9 ~00fc ~00df ~007f ~d83d~de00 ~2028'}")
      },
      // Halves of a pair that have lost each other.
      {
        escaped("{'s':'~d800','l':['~dc00~d800','~DFFF x']}"),
        escaped("{'l':['~dc00~d800','~dfff x'],'s':'~d800'}")
      },
      {
        "{\"\":0,\" \":1,\"A\":2,\"a\":3,\"_\":4,\"aa\":5,\"\u00e4\":6}",
        escaped("{'':0,' ':1,'A':2,'_':4,'a':3,'aa':5,'~00e4':6}")
      },
      {
        " {\t\"t\" : true ,\r\n \"f\" : false , \"n\" : null , \"e\" : { } , \"l\" : [ ] } ",
        "{\"e\":{},\"f\":false,\"l\":[],\"n\":null,\"t\":true}"
      },
      {"{\"10\":1,\"9\":2,\"1\":3}", "{\"1\":3,\"10\":1,\"9\":2}"},
      {
        escaped("{'a~0000b':1,'a':2,'a~0000':3}"), escaped("{'a':2,'a~0000':3,'a~0000b':1}"),
      },
      {"{\"c\":\"<>&'=\"}", "{\"c\":\"<>&'=\"}"},
      {
        escaped("{'l':[[],[{'z':1,'a':[{'y':null,'b':'~0041'}]}]]}"),
        "{\"l\":[[],[{\"a\":[{\"b\":\"A\",\"y\":null}],\"z\":1}]]}"
      },
    };
  }

  /** Writes quotes and the escapes of Java's own source code as JSON has them. */
  private static String escaped(String text) {
    return text.replace('\'', '"').replace("~", BACKSLASH_U);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void theFormIsThatOfTheProvider(String text, String form) throws IOException {
    assertThat(of(text)).isEqualTo(form);
    assertThat(of(form)).as("the form of the form").isEqualTo(form);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "1",
        "\"text\"",
        "[{}]",
        "{",
        "{}{}",
        "{} x",
        "{\"a\":1",
        "{\"a\":1,}",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":-Infinity}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":1e}",
        "{\"a\":0x10}",
        "{\"a\":-}",
        "{\"a\":True}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"line\nbreak\"}",
        "{\"a\":\"\u0000\"}",
        "{\"a\":1/* no */}",
        "// no\n{}",
        "\uFEFF{}",
        // Jackson reads no halves of pairs in names, and none of our markers has one.
        "{\"\\ud800\":1}",
        "{\"a\":[1,2}",
        "{\"a\":[1 2]}"
      })
  void whatIsNoJsonObjectIsRefused(String text) {
    assertThatThrownBy(() -> of(text)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Cut off, overlong, half of a pair, beyond the last code point, Latin-1, UTF-16.
        "7b2261223a22c3227d",
        "7b2261223a22c0af227d",
        "7b2261223a22eda080227d",
        "7b2261223a22f4908080227d",
        "7b2261223a22e9227d",
        "feff007b007d",
        "7b007d00"
      })
  void whatIsNotUtf8IsRefused(String hex) {
    assertThatThrownBy(() -> CanonicalJson.of(HexFormat.of().parseHex(hex)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whatIsNestedTooDeepIsRefused() {
    String deep = "{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";

    assertThatThrownBy(() -> of(deep)).isInstanceOf(IOException.class);
  }

  @Test
  void longNumbersAndNamesStayWhatTheyAre() throws IOException {
    String text = "{\"" + "n".repeat(60_000) + "\":" + "9".repeat(5_000) + "}";

    assertThat(of(text)).isEqualTo(text);
  }

  private static String of(String text) throws IOException {
    return CanonicalJson.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
