package com.browseruse.temporal.worker.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.worker.config.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "programs are detached by a POSIX shell")
class InstalledTemporalTest {
  @TempDir Path folder;

  @Test
  void aServerThatEndsAtOnceIsToldWithItsLastWords() throws IOException {
    assertThatThrownBy(() -> start("echo unknown flag --ip >&2; exit 1", 0))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("ended at once")
        .hasMessageContaining("unknown flag --ip");
  }

  @Test
  void itTakesNoticeOfPriorities() {
    assertThatThrownBy(() -> start("echo \"$@\"; exit 1", 0))
        .hasMessageContaining("--dynamic-config-value matching.useNewMatcher=true");
  }

  @Test
  void nobodyWaitsForAServerThatIsNotNeededAnyMore() {
    assertThatThrownBy(
            () ->
                DevTemporal.start(
                    environment("exec sleep 1000"), DevTemporal.Ports.ANY, "default", () -> true))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("not waited for");
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> start("exit 0", taken.getLocalPort()))
          .isInstanceOf(UserError.class)
          .hasMessageContaining(Integer.toString(taken.getLocalPort()));
    }
  }

  @Test
  void itsVersionIsToldInShort() {
    assertThat(DevTemporal.shortened("temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)\n"))
        .isEqualTo("temporal 1.5.1, server 1.29.1");
    assertThat(DevTemporal.shortened("another build\n")).isEqualTo("another build");
    assertThat(DevTemporal.shortened("")).isEqualTo("temporal");
  }

  private void start(String script, int port) throws IOException {
    DevTemporal.start(environment(script), new DevTemporal.Ports(port, 0), "default", () -> false)
        .close();
  }

  /** A temporal that knows its version and otherwise does as the script says. */
  private Map<String, String> environment(String script) throws IOException {
    Path program =
        Files.writeString(
            folder.resolve("temporal"),
            "#!/bin/sh\nif [ \"$1\" = --version ]; then echo temporal test; exit; fi\n" + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PATH", folder + ":" + environment.getOrDefault("PATH", ""));
    return environment;
  }
}
