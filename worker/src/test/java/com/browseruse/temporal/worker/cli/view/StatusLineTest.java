package com.browseruse.temporal.worker.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
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
        .isEqualTo("\r\u001b[J\u001b[?7lnow\u001b[?7h" + "\r\u001b[J" + "a log line\n");
  }

  /** (new-user 31) */
  @Test
  void aLineThatANarrowerWindowHasBrokenIsErasedAsAWhole() {
    AtomicInteger columns = new AtomicInteger(80);
    StatusLine line = new StatusLine(raw, new Terminal(true, false, true, columns::get));

    line.draw("\u001b[2m" + "x".repeat(70) + "\u001b[0m");
    columns.set(30);
    bytes.reset();
    line.draw("now");

    assertThat(printed()).startsWith("\u001b[2A\r\u001b[J");
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
