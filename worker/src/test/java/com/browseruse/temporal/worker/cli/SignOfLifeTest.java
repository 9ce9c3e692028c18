package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.worker.cli.view.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What takes longer than a moment is seen to be under way (new-user 27)")
class SignOfLifeTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void whoReadsLinesGetsOne() {
    assertThat(context(Terminal.NONE).during("Waiting", () -> seen("Waiting"))).isTrue();

    assertThat(err()).isEqualToNormalizingNewlines("Waiting ...\n");
  }

  @Test
  void aTerminalGetsALineThatMovesAndGoes() {
    Terminal terminal = new Terminal(true, false, true, () -> 80);

    assertThat(context(terminal).during("Waiting", () -> seen("Waiting · 0:00"))).isTrue();

    assertThat(err()).endsWith("\r\u001b[J").doesNotContain("\n");
  }

  @Test
  void whatIsDoneInAMomentIsNotTold() {
    assertThat(context(Terminal.NONE).during("Waiting", () -> 1)).isOne();

    assertThat(err()).isEmpty();
  }

  private boolean seen(String text) {
    await().until(() -> err().contains(text));
    return true;
  }

  private CliContext context(Terminal terminal) {
    PrintStream out = new PrintStream(err, true, StandardCharsets.UTF_8);
    return CliContext.of(
        Map.of(), InputStream.nullInputStream(), out, out, Terminal.NONE, terminal);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
