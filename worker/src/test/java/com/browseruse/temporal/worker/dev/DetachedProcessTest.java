package com.browseruse.temporal.worker.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "programs are detached by a POSIX shell")
class DetachedProcessTest {
  @TempDir Path parent;

  @Test
  void closingEndsTheProgramAndRemovesItsFolder() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("data"));
    DetachedProcess process =
        DetachedProcess.start(
            System.getenv(),
            folder,
            List.of(
                "sh", "-c", "echo $$ > \"$0\"; exec sleep 1000", parent.resolve("pid").toString()));
    ProcessHandle program = program();

    process.close();

    await().atMost(Duration.ofSeconds(10)).until(() -> !program.isAlive());
    assertThat(folder).doesNotExist();
  }

  @Test
  void whatAProgramSaidBeforeItEndedCanBeRead() throws IOException {
    try (DetachedProcess process =
        DetachedProcess.start(
            System.getenv(),
            Files.createDirectory(parent.resolve("data")),
            List.of("sh", "-c", "echo no such flag >&2; exit 3"))) {
      await().atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());

      assertThat(process.output()).isEqualTo("no such flag");
    }
  }

  private ProcessHandle program() {
    Path file = parent.resolve("pid");
    String pid =
        await()
            .atMost(Duration.ofSeconds(10))
            .until(
                () -> Files.exists(file) ? Files.readString(file).strip() : "", p -> !p.isEmpty());
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }
}
