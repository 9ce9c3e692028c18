package com.browseruse.temporal.worker.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.worker.config.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevTemporalTest {
  @TempDir Path folder;

  private void program(String message) throws IOException {
    Path program = folder.resolve("temporal");
    Files.writeString(
        program,
        "#!/bin/sh\necho >> '%s/starts'\necho '%s' >&2\nexit 1\n".formatted(folder, message));
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  private void start() {
    DevTemporal.start(
        Map.of("PATH", folder + ":/usr/bin:/bin"), DevTemporal.Ports.ANY, "default", () -> false);
  }

  @Test
  void aPortThatWasTakenMeanwhileIsNoReasonToFail() throws IOException {
    // The server panics, so that its reason is the first of many lines.
    program(
        "panic: listen tcp 127.0.0.1:34567: bind: address already in use\n"
            + "main.main()\n".repeat(100));
    assertThatThrownBy(this::start)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("ended at once")
        .hasMessageContaining("address already in use");
    assertThat(folder.resolve("starts")).content().hasLineCount(3);
  }

  @Test
  void anotherFailureIsToldAtOnce() throws IOException {
    program("no such flag");
    assertThatThrownBy(this::start).hasMessageContaining("no such flag");
    assertThat(folder.resolve("starts")).content().hasLineCount(1);
  }
}
