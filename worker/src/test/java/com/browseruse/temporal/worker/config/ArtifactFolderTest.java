package com.browseruse.temporal.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.artifacts.ArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactFolderTest {
  @TempDir Path folder;

  @Test
  void aFolderMayBeNamedEitherWay() {
    assertThat(ArtifactFolder.read("/var/./artifacts")).isEqualTo(Path.of("/var/artifacts"));
    assertThat(ArtifactFolder.read("artifacts")).isEqualTo(Path.of("artifacts").toAbsolutePath());
    assertThat(ArtifactFolder.read("file:/var/my%20artifacts"))
        .isEqualTo(Path.of("/var/my artifacts"));
  }

  @Test
  void aFolderThatIsMissingIsMade() throws IOException {
    ArtifactStore store = ArtifactFolder.open(folder.resolve("a").resolve("b"));

    assertThat(folder.resolve("a").resolve("b")).isDirectory();
    assertThat(store.find("t-1/logs.txt")).isEmpty();
  }

  @Test
  void withoutAFolderThereIsNoStore() {
    assertThat(ArtifactFolder.open(null)).isNull();
  }

  @Test
  void whatCannotTakeFilesIsNamedWithTheReason() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(refusal(file)).contains("BROWSER_USE_ARTIFACTS", file + " is not a folder");
    assertThat(refusal(file.resolve("b"))).contains(file.resolve("b") + " cannot be created");
  }

  private static String refusal(Path path) {
    UserError error = catchThrowableOfType(UserError.class, () -> ArtifactFolder.open(path));
    assertThat(error.exitCode()).isEqualTo(ExitCodes.USAGE);
    return error.getMessage();
  }
}
