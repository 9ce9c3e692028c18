package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.Scenario;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** What a run collects is kept by its worker, shown at its end, and found there again. */
@Timeout(120)
class CollectingCommandsTest extends CommandTestBase {
  @TempDir Path artifacts;
  @TempDir Path folder;

  @Test
  void whatWasCollectedIsFoundWithoutAKeyAndWithoutTheService() throws IOException {
    addScenario(leavesAFile(Scenario.Outcome.FINISHED));
    Cli runner = run("kept-1");
    emulator.addFault(Fault.on("GET", "").status(500).build());

    Cli files = keyless();
    assertThat(files.run("files", "kept-1", "-o", folder.toString())).as(files::err).isZero();
    Cli logs = keyless();
    assertThat(logs.run("logs", "kept-1")).as(logs::err).isZero();

    assertThat(runner.out())
        .containsPattern("File +file:///.*/files/a.txt")
        .containsPattern("Log +file:///.*/logs.txt");
    assertThat(folder.resolve("a.txt")).hasContent("abc");
    assertThat(logs.out()).isNotBlank();
  }

  @Test
  void aRunThatFailsOnItsOutcomeIsFoundToo() {
    addScenario(leavesAFile(Scenario.Outcome.FAILED));
    Cli runner = run("kept-2", "--fail-unless-successful");

    Cli files = keyless();
    assertThat(files.run("files", "kept-2", "-o", folder.toString())).as(files::err).isZero();

    assertThat(runner.err()).contains("Browser task unsuccessful");
    assertThat(folder.resolve("a.txt")).hasContent("abc");
  }

  @Test
  void whatWasChangedSinceIsRefusedAndWhatIsGoneIsAskedFor() throws IOException {
    addScenario(leavesAFile(Scenario.Outcome.FINISHED));
    Cli runner = run("kept-3", "--json");
    JsonNode file = CliContext.JSON.readTree(runner.out()).path("outputFiles").path(0);
    Path kept = Path.of(URI.create(file.path("uri").asText()));

    Files.writeString(kept, "changed");
    Cli changed = cli();
    assertThat(changed.run("files", "kept-3", "-o", folder.toString()))
        .isEqualTo(ExitCode.SOFTWARE);
    assertThat(changed.err()).contains("a.txt is not what the run has collected");
    assertThat(folder).isEmptyDirectory();

    Files.delete(kept);
    assertThat(cli().run("files", "kept-3", "-o", folder.toString())).isZero();
    assertThat(folder.resolve("a.txt")).hasContent("abc");
  }

  @Test
  void withoutAStoreCollectingIsRefusedBeforeATaskIsPaidFor() {
    addScenario(leavesAFile(Scenario.Outcome.FINISHED));

    assertThat(cli.run("run", "--collect-logs", "Find milk")).isEqualTo(ExitCode.SOFTWARE);

    assertThat(cli.err()).contains("Invalid request", "BROWSER_USE_ARTIFACTS");
    assertThat(emulator.tasks()).isEmpty();
  }

  @Test
  @Tag("sweep")
  void theDemoHasAFolderOfItsOwnThatStaysIfSomethingIsInIt() throws IOException {
    Cli collects = new Cli().pollingOften().with("PATH", "");
    assertThat(collects.run("run", "--dev", "--json", "--collect-files", "--collect-logs", "milk"))
        .as(collects::err)
        .isZero();
    Cli collectsNothing = new Cli().pollingOften().with("PATH", "");
    assertThat(collectsNothing.run("run", "--dev", "milk")).isZero();

    Path kept = folderOf(collects);
    String log = CliContext.JSON.readTree(collects.out()).path("logs").asText();
    assertThat(Path.of(URI.create(log))).startsWith(kept).isNotEmptyFile();
    assertThat(folderOf(collectsNothing)).doesNotExist();
    try (Stream<Path> files = Files.walk(kept)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private static Path folderOf(Cli dev) {
    Matcher line = Pattern.compile("Artifacts +(\\S+)").matcher(dev.err());
    assertThat(line.find()).isTrue();
    return Path.of(line.group(1));
  }

  private Cli run(String id, String... more) {
    Cli runner = cli().with("BROWSER_USE_ARTIFACTS", artifacts.toString());
    String[] arguments = {
      "run", "--dev", "--task-queue", id, "--id", id, "--collect-logs", "--collect-files", "milk"
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    runner.run(all);
    return runner;
  }

  private Cli keyless() {
    return cli().with("BROWSER_USE_API_KEY", "");
  }

  private static Scenario leavesAFile(Scenario.Outcome outcome) {
    return Scenario.newBuilder()
        .startDelay(Duration.ZERO)
        .steps(1)
        .stepDuration(Duration.ofMillis(100))
        .outcome(outcome)
        .outputFiles(List.of(Scenario.File.of("a.txt", "abc")))
        .build();
  }
}
