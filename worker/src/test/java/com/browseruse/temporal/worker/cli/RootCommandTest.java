package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ExitCode;

class RootCommandTest {
  private final Cli cli = new Cli();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "worker",
        "dev",
        "run",
        "start",
        "watch",
        "result",
        "describe",
        "pause",
        "resume",
        "stop",
        "cancel",
        "logs",
        "files",
        "list",
        "reap",
        "emulator"
      })
  void everyCommandExplainsItself(String command) {
    assertThat(cli.run(command, "--help")).isZero();
    assertThat(cli.out()).contains("Usage: browser-use-temporal " + command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "start",
        "watch",
        "result",
        "describe",
        "pause",
        "resume",
        "stop",
        "cancel",
        "logs",
        "files",
        "list",
        "reap"
      })
  void everyCommandThatAnswersSpeaksJson(String command) {
    cli.run(command, "--help");

    assertThat(cli.out()).contains("--json");
  }

  @Test
  void theVersionIsTold() {
    assertThat(cli.run("--version")).isZero();
    assertThat(cli.out()).contains("browser-use-temporal", "Java ");
  }

  @ParameterizedTest
  @CsvSource({
    "'', Say which command to run",
    "frob, frob",
    "run, give TEXT",
    "start, give TEXT",
    "watch, ID",
    "run x --timeout=soon, --timeout must be a length of time",
    "run x --max-cost=dear, --max-cost",
    "list --limit=0, --limit must be 1 to 1000",
    "list --limit=1001, --limit must be 1 to 1000",
    "list --after=soon, --after must be an instant such as",
    "list --before=2026-13-01, --before must be an instant such as",
    "list --after=1h --before=2h, --after must be earlier than --before",
    "list --status=, --status must not be empty",
    "run x --field=colour, --field must be NAME=JSON",
    "run x --field=colour=red, --field colour must be JSON",
    "logs, Say whose: give the ID of a workflow",
    "files, Say whose: give the ID of a workflow",
    "logs x --task=y, but not both",
    "files --task=, --task must not be empty",
    "files --task=x, BROWSER_USE_API_KEY must be set",
    "describe x --live, BROWSER_USE_API_KEY must be set",
    "list, BROWSER_USE_API_KEY must be set",
    "reap --older-than=soon, --older-than must be a length of time",
    "reap --older-than=59s, --older-than must be at least PT1M",
    "reap --limit=0, --limit must be between 1 and 10000",
    "reap --every=soon, --every must be a length of time",
    "reap --every=1s, --every must be at least PT1M",
    "reap --every=1h --remove, --remove cannot be given together with --every",
    "worker, BROWSER_USE_API_KEY must be set",
    "emulator --port=70000, --port must be 0 to 65535",
    "emulator --session-limit=0, --session-limit must be at least 1",
    "dev --ui-port=-1, --ui-port must be 0 to 65535",
  })
  void misuseEndsWithTwoAndOneSentence(String arguments, String sentence) {
    int code = cli.run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err().lines())
        .singleElement()
        .asString()
        .startsWith("Error: ")
        .contains(sentence);
  }

  @Test
  void anEmptyTextIsRefused() {
    assertThat(cli.run("run", "--dev", " ")).isEqualTo(ExitCode.USAGE);
    assertThat(cli.err()).contains("TEXT must not be empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker", "run x", "start x", "watch x", "list"})
  void aWrongSettingStopsEveryCommand(String arguments) {
    cli.with("BROWSER_USE_API_KEY", "k").with("BROWSER_USE_API_VERSION", "v9");

    assertThat(cli.run(arguments.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(cli.err()).contains("BROWSER_USE_API_VERSION must be v2 or v1");
  }

  @Test
  void aWorkerWithoutAPlaceForArtifactsDoesNotStart(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    int code =
        cli.with("BROWSER_USE_API_KEY", "k")
            .with("BROWSER_USE_ARTIFACTS", file.toString())
            .run("worker");

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(cli.err().lines())
        .singleElement()
        .asString()
        .contains("BROWSER_USE_ARTIFACTS", file + " is not a folder");
  }

  @Test
  void aSettingWithoutEffectIsTold() {
    cli.with("BROWSER_USE_HTTP_PORT", "8080").run("list");

    assertThat(cli.err()).contains("Note: BROWSER_USE_HTTP_PORT is set");
  }

  /** All at once, since each waits some seconds for a connection. */
  @Test
  void aTemporalThatIsNotThereIsNamedInOneSentence() {
    Map<Cli, CompletableFuture<Integer>> exits = new LinkedHashMap<>();
    for (String arguments :
        List.of("start x", "describe x", "reap", "reap --every=1h", "reap --remove")) {
      Cli each = new Cli().with("TEMPORAL_ADDRESS", "127.0.0.1:1");
      exits.put(each, each.start(arguments.split(" ")));
    }
    exits.forEach(
        (each, exit) -> {
          assertThat(exit.join()).isEqualTo(ExitCode.SOFTWARE);
          assertThat(each.err().lines())
              .singleElement()
              .asString()
              .contains("Temporal cannot be reached at 127.0.0.1:1", "TEMPORAL_ADDRESS");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "TEMPORAL_PROFILE, nobody, nobody",
    "TEMPORAL_ADDRESS, a:b:c, a:b:c",
    "TEMPORAL_TLS_CLIENT_CERT_PATH, /nowhere/cert, there is no file /nowhere/cert",
  })
  void aWrongTemporalSettingIsToldWithItsReason(String name, String value, String reason) {
    assertThat(cli.with(name, value).run("start", "x")).isEqualTo(ExitCode.USAGE);
    assertThat(cli.err().lines()).singleElement().asString().contains("TEMPORAL_", reason);
  }

  @Test
  void aConfigurationFileThatCannotBeReadIsTold(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("temporal.toml"), "address = [");

    assertThat(cli.with("TEMPORAL_CONFIG_FILE", file.toString()).run("start", "x"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(cli.err().lines()).singleElement().asString().contains("TEMPORAL_CONFIG_FILE");
  }
}
