package com.browseruse.temporal.worker.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.terminal.spi.SystemStream;
import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void theVariableKnowsTheWidthBest() {
    assertThat(Terminal.of(Map.of("COLUMNS", "132"), () -> 90).width()).isEqualTo(132);
    assertThat(Terminal.of(Map.of("COLUMNS", "wide"), () -> 90).width()).isEqualTo(90);
    assertThat(Terminal.of(Map.of(), () -> 90).width()).isEqualTo(90);
    assertThat(Terminal.of(Map.of(), () -> 0).width()).isEqualTo(80);
    assertThat(Terminal.of(Map.of(), () -> -1).width()).isEqualTo(80);
  }

  /** (new-user 31) */
  @Test
  void theWidthIsThatOfNow() {
    AtomicInteger columns = new AtomicInteger(80);
    Terminal terminal = Terminal.of(Map.of(), columns::get);

    columns.set(50);

    assertThat(terminal.width()).isEqualTo(50);
  }

  @Test
  void noColorIsRespected() {
    assertThat(Terminal.of(Map.of(), () -> 80).color()).isTrue();
    assertThat(Terminal.of(Map.of("NO_COLOR", ""), () -> 80).color()).isTrue();
    assertThat(Terminal.of(Map.of("NO_COLOR", "1"), () -> 80).color()).isFalse();
  }

  @Test
  void marksFollowTheLocale() {
    assertThat(Terminal.of(Map.of("LANG", "en_US.UTF-8"), () -> 80).unicode()).isTrue();
    assertThat(Terminal.of(Map.of("LC_ALL", "C", "LANG", "C.utf8"), () -> 80).unicode()).isFalse();
    assertThat(Terminal.of(Map.of(), () -> 80).unicode()).isFalse();
  }

  @Test
  void aDumbTerminalIsNone() {
    assertThat(Terminal.detect(Map.of("TERM", "dumb"), SystemStream.Error))
        .isEqualTo(Terminal.NONE);
  }
}
