package com.browseruse.temporal.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {
  @TempDir private Path folder;

  private static String resolve(String reference) {
    return SecretRef.resolve(reference, name -> null);
  }

  private String resolveFile(String content) throws IOException {
    return resolve("file:" + Files.writeString(folder.resolve("secret"), content));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2", "hunter2\n", "hunter2\r\n"})
  void theLineBreakAtTheEndIsNoPartOfASecret(String content) throws IOException {
    assertThat(resolveFile(content)).isEqualTo("hunter2");
  }

  @Test
  void everythingElseIs() throws IOException {
    assertThat(resolveFile(" a\nb \n\n")).isEqualTo(" a\nb \n");
    assertThat(resolveFile("pässwörd 🔑")).isEqualTo("pässwörd 🔑");
  }

  @Test
  void whatIsMountedAsALinkIsRead() throws IOException {
    Path target = Files.writeString(folder.resolve("..data"), "hunter2\n");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    assertThat(resolve("file:" + link)).isEqualTo("hunter2");
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    for (String path : new String[] {folder + "/missing", folder.toString(), "/nul\0byte"}) {
      assertThatThrownBy(() -> resolve("file:" + path))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("refers to file:" + path + ", which cannot be read where the worker runs");
    }
  }

  @Test
  void bytesThatAreNoTextAreNotShown() throws IOException {
    Path file = Files.write(folder.resolve("binary"), new byte[] {'h', 'u', 'n', (byte) 0xff});
    assertThatThrownBy(() -> resolve("file:" + file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("refers to file:" + file + ", which cannot be read where the worker runs");
  }

  @Test
  void anEmptyFileIsNoSecret() {
    assertThatThrownBy(() -> resolveFile("\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("which is empty where the worker runs");
  }

  @Test
  void aFileTooLargeToBeASecretIsNotRead() {
    assertThatThrownBy(() -> resolveFile("x".repeat(70_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("which cannot be read where the worker runs");
  }

  @ParameterizedTest
  @EnabledOnOs(OS.LINUX)
  @ValueSource(
      strings = {"/proc/self/environ", "/proc/../proc/self/cmdline", "/dev/zero", "/dev/null"})
  void theWorkersOwnEnvironmentAndDevicesAreNotRead(String path) {
    assertThatThrownBy(() -> resolve("file:" + path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("refers to file:" + path + ", which cannot be read where the worker runs");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aLinkDoesNotLeadToTheWorkersOwnEnvironment() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/proc/self/environ"));
    assertThatThrownBy(() -> resolve("file:" + link)).isInstanceOf(IllegalArgumentException.class);
  }
}
