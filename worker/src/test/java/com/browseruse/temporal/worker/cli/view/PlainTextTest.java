package com.browseruse.temporal.worker.cli.view;

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

  @Test
  void aCutTextIsNoWiderThanItsRoom() {
    assertThat(PlainText.cut("short", 5, "…")).isEqualTo("short");
    assertThat(PlainText.cut("too long", 5, "…")).isEqualTo("too…");
    assertThat(PlainText.cut("日本語です", 5, "…")).isEqualTo("日本…");
    assertThat(PlainText.cut("😀😀😀", 4, "...")).isEqualTo("...");
    assertThat(PlainText.cut("anything", 2, "...")).isEqualTo("..");
  }

  @Test
  void aLongLineIsBrokenBetweenWordsOnly() {
    assertThat(PlainText.wrap("Output      one two three four", 20, 12))
        .containsExactly("Output      one two", "            three", "            four");
    assertThat(PlainText.wrap("More        http://a/long/link and so on", 20, 12))
        .containsExactly("More        http://a/long/link", "            and so", "            on");
    assertThat(PlainText.wrap("Output      ok", 20, 12)).containsExactly("Output      ok");
    assertThat(PlainText.wrap("Output      exactly!", 20, 12)).hasSize(1);
    assertThat(PlainText.wrap("Output      exactly! x", 20, 12))
        .containsExactly("Output      exactly!", "            x");
    assertThat(PlainText.wrap("Output      x", 5, 12)).containsExactly("Output      x");
  }
}
