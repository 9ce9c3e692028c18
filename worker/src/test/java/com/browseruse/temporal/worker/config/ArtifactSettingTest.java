package com.browseruse.temporal.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.artifacts.ArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

class ArtifactSettingTest {
  @TempDir Path folder;

  @Test
  void aFolderMayBeNamedEitherWay() {
    assertThat(folder("/var/./artifacts")).isEqualTo(Path.of("/var/artifacts"));
    assertThat(folder("artifacts")).isEqualTo(Path.of("artifacts").toAbsolutePath());
    assertThat(folder("file:/var/my%20artifacts")).isEqualTo(Path.of("/var/my artifacts"));
  }

  @Test
  void aFolderThatIsMissingIsMade() throws IOException {
    ArtifactStore store = settings(folder.resolve("a").resolve("b").toString()).openArtifacts();

    assertThat(folder.resolve("a").resolve("b")).isDirectory();
    assertThat(store.find("t-1/logs.txt")).isEmpty();
  }

  @Test
  void withoutAFolderThereIsNoStore() {
    assertThat(Settings.read(Map.of()).openArtifacts()).isNull();
  }

  @Test
  void whatCannotTakeFilesIsNamedWithTheReason() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(refusal(file)).contains("BROWSER_USE_ARTIFACTS", file + " is not a folder");
    assertThat(refusal(file.resolve("b"))).contains(file.resolve("b") + " cannot be created");
  }

  private static Settings settings(String artifacts) {
    return Settings.read(Map.of("BROWSER_USE_ARTIFACTS", artifacts));
  }

  private static Path folder(String artifacts) {
    return settings(artifacts).artifacts();
  }

  private static String refusal(Path path) {
    UserError error =
        catchThrowableOfType(UserError.class, () -> settings(path.toString()).openArtifacts());
    assertThat(error.exitCode()).isEqualTo(ExitCode.USAGE);
    return error.getMessage();
  }
}
