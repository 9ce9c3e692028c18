package com.browseruse.temporal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.server.TemporalProgram;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a person starts it: alone, with what this machine has. */
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are ended by signals")
@Tag("undisturbed")
class JarIT {
  @TempDir Path folder;

  @Test
  void itKnowsItsVersion() {
    try (JarProcess jar = JarProcess.start(folder, Map.of(), "--version")) {
      assertThat(jar.awaitExit()).isZero();
      assertThat(jar.out()).containsPattern("browser-use-temporal \\d+\\.\\d+");
    }
  }

  @Test
  void oneCommandRunsATaskWithoutAnythingInstalled() throws IOException {
    Map<String, String> environment = Map.of("PATH", TemporalProgram.pathWithout());
    try (JarProcess jar =
        JarProcess.start(folder, environment, "run", "--dev", "--json", "Find milk")) {
      assertThat(jar.awaitExit()).as(jar::err).isZero();
      JsonNode result = new ObjectMapper().readTree(jar.out());
      assertThat(result.path("outcome").asText()).isEqualTo("SUCCEEDED");
      assertThat(jar.err())
          .contains("in-process")
          .doesNotContain("WARN", "Exception", "SLF4J", "\u001b");
    }
  }

  @Test
  void oneCommandRunsATaskOnARealServerAndLeavesNothingBehind() {
    TemporalProgram.program();
    try (JarProcess jar = JarProcess.start(folder, Map.of(), "run", "--dev", "Find milk")) {
      jar.awaitErr("was created");
      List<ProcessHandle> children = jar.descendants();
      assertThat(children).isNotEmpty();

      assertThat(jar.awaitExit()).as(jar::err).isZero();

      // The link helps while the run lasts; the server behind it ends with the process.
      assertThat(jar.out()).startsWith("SUCCEEDED").doesNotContain("/namespaces/");
      assertThat(jar.err())
          .contains("/namespaces/default/workflows/")
          .doesNotContain("WARN", "Exception", "SLF4J", "\u001b");
      JarProcess.awaitEnd(children);
    }
  }

  @Test
  void aServerDoesNotOutliveAKilledProcess() throws Exception {
    TemporalProgram.program();
    try (JarProcess jar = JarProcess.start(folder, Map.of(), "dev")) {
      jar.awaitErr("Ctrl-C cancels the runs");
      List<ProcessHandle> children = jar.descendants();
      assertThat(children).isNotEmpty();

      jar.kill();

      JarProcess.awaitEnd(children);
    }
  }

  @Test
  void theEmulatorAloneTellsWhereItIsAndEndsInOrder() {
    try (JarProcess jar = JarProcess.start(folder, Map.of(), "emulator")) {
      jar.awaitErr("The emulator listens at http://127.0.0.1:");
      assertThat(jar.out())
          .containsPattern(
              Pattern.compile("export BROWSER_USE_BASE_URL=http://127\\.0\\.0\\.1:\\d+"));

      jar.terminate();

      assertThat(jar.awaitExit()).isZero();
    }
  }
}
