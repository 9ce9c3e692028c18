package com.browseruse.temporal.worker.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void theVariableKnowsTheWidthBest() {
    assertThat(Terminal.of(Map.of("COLUMNS", "132"), "24 90").width()).isEqualTo(132);
    assertThat(Terminal.of(Map.of("COLUMNS", "wide"), "24 90").width()).isEqualTo(90);
    assertThat(Terminal.of(Map.of(), "24 90").width()).isEqualTo(90);
    assertThat(Terminal.of(Map.of(), "").width()).isEqualTo(80);
    assertThat(Terminal.of(Map.of(), "0 0").width()).isEqualTo(80);
  }

  @Test
  void noColorIsRespected() {
    assertThat(Terminal.of(Map.of(), "").color()).isTrue();
    assertThat(Terminal.of(Map.of("NO_COLOR", ""), "").color()).isTrue();
    assertThat(Terminal.of(Map.of("NO_COLOR", "1"), "").color()).isFalse();
  }

  @Test
  void marksFollowTheLocale() {
    assertThat(Terminal.of(Map.of("LANG", "en_US.UTF-8"), "").unicode()).isTrue();
    assertThat(Terminal.of(Map.of("LC_ALL", "C", "LANG", "C.utf8"), "").unicode()).isFalse();
    assertThat(Terminal.of(Map.of(), "").unicode()).isFalse();
  }

  @Test
  void aDumbTerminalIsNone() {
    assertThat(Terminal.detect(Map.of("TERM", "dumb"), 2)).isEqualTo(Terminal.NONE);
  }
}
