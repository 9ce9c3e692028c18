package com.browseruse.temporal.worker.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextLayoutTest {

  @Test
  void aCutTextIsNoWiderThanItsRoom() {
    assertThat(TextLayout.cut("short", 5, "…")).isEqualTo("short");
    assertThat(TextLayout.cut("too long", 5, "…")).isEqualTo("too…");
    assertThat(TextLayout.cut("日本語です", 5, "…")).isEqualTo("日本…");
    assertThat(TextLayout.cut("😀😀😀", 4, "...")).isEqualTo("...");
    assertThat(TextLayout.cut("anything", 2, "...")).isEqualTo("..");
  }

  @Test
  void aLongLineIsBrokenBetweenWordsOnly() {
    assertThat(TextLayout.wrap("Output      one two three four", 20, 12))
        .containsExactly("Output      one two", "            three", "            four");
    assertThat(TextLayout.wrap("More        http://a/long/link and so on", 20, 12))
        .containsExactly("More        http://a/long/link", "            and so", "            on");
    assertThat(TextLayout.wrap("Output      ok", 20, 12)).containsExactly("Output      ok");
    assertThat(TextLayout.wrap("Output      exactly!", 20, 12)).hasSize(1);
    assertThat(TextLayout.wrap("Output      exactly! x", 20, 12))
        .containsExactly("Output      exactly!", "            x");
    assertThat(TextLayout.wrap("Output      exactly!! x", 20, 12))
        .containsExactly("Output      exactly!!", "            x");
    assertThat(TextLayout.wrap("Output      a exactly x", 20, 12))
        .containsExactly("Output      a", "            exactly", "            x");
    assertThat(TextLayout.wrap("Output      x", 5, 12)).containsExactly("Output      x");
  }
}
