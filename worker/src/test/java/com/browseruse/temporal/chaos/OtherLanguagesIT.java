package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.browseruse.temporal.server.CpuBudget;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.testing.Scenario;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The examples in other languages, with SDKs from their registries. */
@ExtendWith(TemporalServerExtension.class)
@Timeout(600)
@ResourceLock(CpuBudget.CALLERS)
class OtherLanguagesIT {
  private static final Path EXAMPLES = Path.of("..", "docs", "examples");

  @TempDir Path folder;

  @BeforeAll
  static void onlyInTheSweep() {
    assumeTrue(Sweep.ON, "SDKs of other languages are downloaded with -Psweep only");
  }

  private Testbed testbed(TemporalServer server) {
    Testbed testbed = new Testbed(server, "languages").withLocalWorker(Testbed.CALL_LIMIT);
    testbed.addScenario(
        Scenario.matching("Find").steps(1).stepDuration(Duration.ZERO).output("1.19"));
    testbed.addScenario(Scenario.matching("Watch").outcome(Scenario.Outcome.NEVER));
    return testbed;
  }

  @Test
  void aServiceInPythonRunsTasks(TemporalServer server) throws Exception {
    python();
    try (Testbed testbed = testbed(server)) {
      assertThat(script(testbed, "venv/bin/python", "caller.py")).isEqualTo(answers());
      assertNoneAlive(testbed, 2);
    }
  }

  @Test
  void theTaskOfAChildInPythonIsStoppedWhenItsParentIsTerminated(TemporalServer server)
      throws Exception {
    python();
    try (Testbed testbed = testbed(server)) {
      assertThat(script(testbed, "venv/bin/python", "parent.py")).containsExactly("child CANCELED");
      assertNoneAlive(testbed, 1);
      assertThat(testbed.emulator().tasks().get(0).status()).isEqualTo("stopped");
    }
  }

  @Test
  void aServiceInTypeScriptRunsTasks(TemporalServer server) throws Exception {
    copy("typescript");
    prepare("npm", "install", "--no-audit", "--no-fund", "--silent");
    try (Testbed testbed = testbed(server)) {
      assertThat(script(testbed, "node_modules/.bin/tsx", "caller.ts")).isEqualTo(answers());
      assertNoneAlive(testbed, 2);
    }
  }

  @Test
  void aServiceInGoRunsTasks(TemporalServer server) throws Exception {
    copy("go");
    prepare("go", "mod", "download");
    build("go", "build", "-o", "caller", ".");
    try (Testbed testbed = testbed(server)) {
      assertThat(script(testbed, "./caller")).isEqualTo(answers());
      assertNoneAlive(testbed, 2);
    }
  }

  private static List<String> answers() {
    return List.of(
        "result SUCCEEDED 1.19 CREATED DONE", "stopped STOPPED STOPPED", "failure InvalidRequest");
  }

  private static void assertNoneAlive(Testbed testbed, int count) {
    assertThat(testbed.emulator().tasks())
        .hasSize(count)
        .allMatch(task -> task.finishedAt() != null);
    assertThat(testbed.emulator().tasks()).extracting(RecordedTask::id).doesNotHaveDuplicates();
  }

  private void python() throws Exception {
    copy("python");
    prepare("python3", "-m", "venv", "venv");
    prepare("venv/bin/pip", "install", "-q", "-r", "requirements.txt");
  }

  private void copy(String language) throws IOException {
    for (File file : EXAMPLES.resolve(language).toFile().listFiles(File::isFile)) {
      Files.copy(file.toPath(), folder.resolve(file.getName()));
    }
  }

  /** What this machine lacks is no fault of ours. */
  private void prepare(String... command) throws Exception {
    String tool = String.join(" ", command);
    Command ended;
    try {
      ended = run(command);
    } catch (IOException e) {
      assumeTrue(false, tool + " cannot be run: " + e.getMessage());
      return;
    }
    assumeTrue(ended.exitCode() == 0, () -> tool + " failed: " + ended.output());
  }

  private void build(String... command) throws Exception {
    Command ended = run(command);
    assertThat(ended.exitCode()).as(ended.output()).isZero();
  }

  /**
   * What a program has printed, which is what counts: native code of its SDK may crash when the
   * interpreter ends, as that of Python did once.
   */
  private List<String> script(Testbed testbed, String... program) throws Exception {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(testbed.server().address(), testbed.taskQueue()));
    Command ended = run(command.toArray(String[]::new));
    return ended
        .output()
        .lines()
        .map(line -> line.replaceAll(" (None|null|undefined)?$", ""))
        .toList();
  }

  private Command run(String... command) throws Exception {
    List<String> words = new ArrayList<>(List.of(command));
    if (command[0].contains("/")) {
      words.set(0, folder.resolve(command[0]).toString());
    }
    return Command.run(folder, words);
  }
}
