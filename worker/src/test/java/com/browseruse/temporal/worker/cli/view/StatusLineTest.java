package com.browseruse.temporal.worker.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StatusLineTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream raw = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void whatElseIsPrintedTakesTheLinesPlace() {
    StatusLine line = new StatusLine(raw, Samples.WIDE);

    line.draw("now");
    line.guard().print("a log line\n");

    assertThat(printed())
        .isEqualTo("\r\u001b[K\u001b[?7lnow\u001b[?7h" + "\r\u001b[K" + "a log line\n");
  }

  @Test
  void nothingIsErasedThatWasNotDrawn() {
    StatusLine line = new StatusLine(raw, Samples.WIDE);

    line.guard().print("first\n");
    line.clear();

    assertThat(printed()).isEqualTo("first\n");
  }

  @Test
  void aFileGetsNoLineThatMoves() {
    StatusLine line = new StatusLine(raw, Terminal.NONE);

    line.draw("now");

    assertThat(printed()).isEmpty();
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
