package com.browseruse.temporal.worker.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTextTest {
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  @Test
  void theLineShowsHowFarItIsAndHowFast() {
    assertThat(text(80).now("a.csv", 1_000_000, 4_000_000, TWO_SECONDS, 0))
        .isEqualTo("⠋ a.csv  ━━━━━━──────────────────  1.0 MB of 4.0 MB · 500.0 kB/s");
  }

  @Test
  void withoutATotalThereIsNoBar() {
    assertThat(text(80).now("a.csv", 1_000_000, -1, Duration.ofMillis(100), 1))
        .isEqualTo("⠙ a.csv  1.0 MB");
  }

  @Test
  void aTerminalWithoutUnicodeGetsABarToo() {
    assertThat(
            new DownloadText(new Terminal(true, false, false, 80))
                .now("a.csv", 2, 4, Duration.ZERO, 0))
        .isEqualTo("| a.csv  ############------------  2 B of 4 B");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 40, 60, 80, 140})
  void theLineFitsWhateverTheTerminal(int width) {
    String line =
        text(width).now("a-name-that-is-long".repeat(9), 1234567, 7654321, TWO_SECONDS, 0);

    assertThat(TextLayout.width(line)).isLessThan(width);
  }

  @Test
  void moreThanWasAnnouncedDoesNotBreakTheBar() {
    assertThat(text(80).now("a", 9, 4, Duration.ZERO, 0)).contains("━".repeat(24));
  }

  @Test
  void aSavedFileIsOneLine() {
    assertThat(text(80).saved(Path.of("a\u001b[1A.csv"), 1234, false)).isEqualTo("✓ a.csv  1.2 kB");
    assertThat(new DownloadText(Terminal.NONE).saved(Path.of("a.csv"), 12, true))
        .isEqualTo("a.csv  12 B, was there already");
  }

  private static DownloadText text(int width) {
    return new DownloadText(new Terminal(true, false, true, width));
  }
}
