package com.browseruse.temporal.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[31mred\u001b[0m",
        "\u001b[2J\u001b[Hred",
        "\u001b]0;a title\u0007red",
        "\u001b]8;;http://evil.example\u001b\\red\u001b]8;;\u001b\\",
        "\u009b31mred",
        "\u001bPanything\u001b\\red",
        "r\u0000e\u0008d\u007f",
        "\u202ered\u202c",
        "\u001bcred",
        "red\u001b",
        "red\u001b[",
        "\ud800red"
      })
  void nothingThatSteersATerminalIsLeft(String text) {
    assertThat(PlainText.lines(text)).isEqualTo("red");
  }

  @Test
  void aCarriageReturnCannotHideWhatStoodBeforeIt() {
    assertThat(PlainText.lines("bad\rgood")).isEqualTo("bad\ngood");
  }

  @Test
  void linesAndLettersOfAllPeopleStay() {
    assertThat(PlainText.lines("Käse\r\nnaïve\n日本\t😀")).isEqualTo("Käse\nnaïve\n日本\t😀");
  }

  @Test
  void oneLineHasNoBreaks() {
    assertThat(PlainText.oneLine("  a\n b\u2028c\t d ")).isEqualTo("a b c d");
    assertThat(PlainText.oneLine(null)).isEmpty();
  }
}
