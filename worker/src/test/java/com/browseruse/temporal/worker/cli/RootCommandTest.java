package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
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
        "attach",
        "describe",
        "pause",
        "resume",
        "stop",
        "cancel",
        "logs",
        "files",
        "list",
        "reap",
        "schedule",
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
        "attach",
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
    "frob, There is no command frob (see",
    "rnu x, There is no command rnu; did you mean run?",
    "help rnu, There is no command rnu; did you mean run?",
    "run --max-step 3 x, There is no option --max-step; did you mean --max-steps?",
    "run milk price, Put the text in quotes",
    "watch a b, There is one argument too many: b",
    "run x --max-steps=ten, '--max-steps must be a whole number, but is ten'",
    "run x --max-cost=abc, '--max-cost must be a decimal number such as 0.50, but is abc'",
    "run x --keep, --keep can only be given together with --dev",
    "run x --id=, --id must not be empty",
    "attach, TASK_ID",
    "attach x --max-steps=3, There is no option --max-steps",
    "stop, Say what to stop",
    "stop x --task=y, but not both",
    "run -, Standard input is empty",
    "run - --input=-, - can be given once only",
    "run @x --field=a, --field must be NAME=JSON",
    "run, give TEXT",
    "start, give TEXT",
    "watch, ID",
    "run x --timeout=soon, --timeout must be a length of time",
    "run x --max-cost=dear, --max-cost",
    "schedule create x --cron=y, --id",
    "schedule create --id=x y, give --cron or --every",
    "schedule create --id=x --cron=y --every=1h z, but not both",
    "schedule create --id=x --every=1s y, '--every must be at least 1 min and at most 365 d'",
    "schedule create --id=x --every=1h --catch-up=1s y, --catch-up must be at least 10 s",
    "schedule create --id=x --every=1h --jitter=soon y, --jitter must be a length of time",
    "schedule create --id=x --every=1h --time-zone=Mars y, --time-zone must be the name of a time",
    "schedule create --id=x --every=1h --overlap=terminate-other y, cannot stop its task",
    "schedule create --id=x --every=1h --overlap=often y, --overlap must be skip",
    "schedule create --id=x --every=1h, give TEXT",
    "schedule describe, ID",
    "schedule delete x y, There is one argument too many: y",
    "list --limit=0, --limit must be 1 to 1000",
    "list --limit=1001, --limit must be 1 to 1000",
    "list --after=soon, --after must be an instant such as",
    "list --before=2026-13-01, --before must be an instant such as",
    "list --after=1h --before=2h, --after must be earlier than --before",
    "list --status=, --status must not be empty",
    "list --runs --status=failed, --runs can only be given together with --limit",
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
    "reap --every=1s, --every must be at least 1 min",
    "reap --every=1h --remove, --remove cannot be given together with --every",
    "worker, BROWSER_USE_API_KEY must be set",
    "emulator --port=70000, --port must be 0 to 65535",
    "emulator --session-limit=0, --session-limit must be at least 1",
    "emulator --rate-limit=0, --rate-limit must be at least 1",
    "dev --ui-port=-1, --ui-port must be 0 to 65535",
  })
  @DisplayName("misuse ends with two and one sentence without words of Java (new-user 12, 23, 24)")
  void misuseEndsWithTwoAndOneSentence(String arguments, String sentence) {
    int code = cli.run(arguments.split(" "));

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err().lines())
        .singleElement()
        .asString()
        .startsWith("Error: ")
        .contains(sentence)
        .doesNotContain("java", "Exception", "BigDecimal", " int");
  }

  @Test
  @DisplayName("nothing is answered with what there is (new-user 23)")
  void nothingIsAnsweredWithWhatThereIs() {
    assertThat(cli.run()).isEqualTo(ExitCode.USAGE);
    assertThat(cli.err()).contains("Commands:", "  run ", "  result ");
  }

  @Test
  @DisplayName("help, version and completion are commands (new-user 23) (new-user 33)")
  void helpVersionAndCompletionAreCommands() {
    assertThat(cli.run("help")).isZero();
    assertThat(cli.out()).contains("Commands:");
    assertThat(cli.run("help", "run")).isZero();
    assertThat(cli.out()).contains("Usage: browser-use-temporal run", "Examples:");
    assertThat(cli.run("version", "--json")).isZero();
    assertThat(cli.out()).contains("\"java\"");
    assertThat(cli.run("completion")).isZero();
    assertThat(cli.out()).contains("complete -F", "--max-steps");
  }

  /** (new-user 27) */
  @Test
  void whoRefusesConnectionsIsToldAtOnce() {
    cli.with("TEMPORAL_ADDRESS", "127.0.0.1:1");

    assertTimeout(Duration.ofSeconds(5), () -> cli.run("start", "x"));

    assertThat(cli.err()).contains("Temporal cannot be reached at 127.0.0.1:1");
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
    cli.with("BROWSER_USE_SEARCH_ATTRIBUTES", "true").run("list");

    assertThat(cli.err()).contains("Note: BROWSER_USE_SEARCH_ATTRIBUTES is set");
  }

  @ParameterizedTest
  @CsvSource({
    "--webhook-url=http://127.0.0.1/, must be given together",
    "--webhook-secret=s, must be given together",
    "--webhook-url=ftp://127.0.0.1/ --webhook-secret=s, a URL of http or https",
    "--webhook-url=hook --webhook-secret=s, a URL of http or https",
    "--webhook-url=http://127.0.0.1/ --webhook-secret=, not empty",
    "--rate-limit=0, at least 1"
  })
  void anEmulatorThatCannotBeAsAskedIsNotStarted(String options, String rule) {
    assertThat(cli.run(("emulator " + options).split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(cli.err().lines()).singleElement().asString().contains(rule);
  }

  /** All at once, since each starts a connection. */
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
