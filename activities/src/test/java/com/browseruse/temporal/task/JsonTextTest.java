package com.browseruse.temporal.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @CsvSource({
    "abcdef, 6, abcdef",
    "abcdef, 5, abcde",
    "abcdef, 0, ''",
    "äöü, 6, äöü",
    "äöü, 5, äö",
    "a€€, 7, a€€",
    "a€€, 6, a€",
    "a€€, 3, a",
    "a€€, 4, a€",
    "ab🌍, 14, ab🌍",
    "ab🌍, 13, ab",
    "ab🌍, 4, ab",
    "ab🌍, 3, ab",
    "🌍, 11, ''",
    "'a\"b', 4, 'a\"b'",
    "'a\"b', 3, 'a\"'",
    "'a\"b', 2, a",
    "a\\b, 3, a\\"
  })
  void aTextIsCutBetweenCharacters(String text, int bytes, String kept) {
    assertThat(JsonText.cut(text, bytes)).isEqualTo(kept);
  }

  @Test
  void everyCutOfAMixedTextFitsAndIsABeginning() {
    String text = "aä€🌍".repeat(5);
    for (int bytes = 0; bytes <= JsonText.size(text) + 1; bytes++) {
      String kept = JsonText.cut(text, bytes);
      assertThat(text).startsWith(kept);
      assertThat(JsonText.size(kept)).isBetween(bytes - 11, bytes);
    }
  }

  @Test
  void everyCharacterCountsAsItIsWritten() throws Exception {
    for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
      if (character == Character.MIN_SURROGATE) {
        character = Character.MAX_SURROGATE + 1;
      }
      String text = Character.toString(character);
      int written = MAPPER.writeValueAsBytes(text).length - 2;
      if (JsonText.size(text) != written) {
        assertThat(JsonText.size(text)).as("U+%04X", character).isEqualTo(written);
      }
    }
  }

  @Test
  void aTextWithoutHalfCharactersStays() {
    assertThat(JsonText.clean("ok 🌍")).isEqualTo("ok 🌍");
    assertThat(JsonText.clean("\uDF0D\uD83C")).isEqualTo("\uFFFD\uFFFD");
  }
}
