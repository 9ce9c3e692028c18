package com.browseruse.temporal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
  @TempDir Path folder;

  @Test
  void whatACrashSaysIsNotAmongWhatTheProgramPrinted() throws Exception {
    Command ended =
        Command.run(
            folder, List.of("sh", "-c", "echo answer; echo Fatal error >&2; kill -ABRT $$"));

    assertThat(ended.output()).isEqualTo("answer\n");
    assertThat(ended.errors()).startsWith("Fatal error");
    assertThat(ended.exitCode()).isNotZero();
  }
}
