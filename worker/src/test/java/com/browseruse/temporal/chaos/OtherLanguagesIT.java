package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.server.Command;
import com.browseruse.temporal.server.CpuBudget;
import com.browseruse.temporal.server.PythonProgram;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The examples in other languages, with SDKs from their registries. */
@ExtendWith(TemporalServerExtension.class)
@Timeout(600)
@ResourceLock(CpuBudget.CALLERS)
@Tag("sweep")
@Tag("undisturbed")
class OtherLanguagesIT {
  private static final Path EXAMPLES = Path.of("..", "docs", "examples");

  private static final Path PYTHON = EXAMPLES.resolve("python");
  private static final List<String> ANSWERS =
      List.of(
          "result SUCCEEDED 1.19 CREATED DONE",
          "stopped STOPPED STOPPED",
          "failure InvalidRequest");

  @TempDir Path folder;

  private Testbed testbed(TemporalServer server) {
    Testbed testbed = new Testbed(server, "languages").withLocalWorker(Testbed.CALL_LIMIT);
    testbed.addScenario(
        Scenario.matching("Find").steps(1).stepDuration(Duration.ZERO).output("1.19"));
    testbed.addScenario(Scenario.matching("Watch").outcome(Scenario.Outcome.NEVER));
    return testbed;
  }

  @Test
  void aServiceInPythonRunsTasks(TemporalServer server) throws Exception {
    PythonProgram python = python();
    try (Testbed testbed = testbed(server)) {
      assertThat(answersOf(python.run(PYTHON.resolve("caller.py"), arguments(testbed))))
          .isEqualTo(ANSWERS);
      assertNoneAlive(testbed, 2);
    }
  }

  @Test
  void theTaskOfAChildInPythonIsStoppedWhenItsParentIsTerminated(TemporalServer server)
      throws Exception {
    PythonProgram python = python();
    try (Testbed testbed = testbed(server)) {
      assertThat(python.run(PYTHON.resolve("parent.py"), arguments(testbed)))
          .containsExactly("child CANCELED");
      assertNoneAlive(testbed, 1);
      assertThat(testbed.emulator().tasks().get(0).status()).isEqualTo("stopped");
    }
  }

  @Test
  void aServiceInTypeScriptRunsTasks(TemporalServer server) throws Exception {
    copy("typescript");
    prepare("npm", "install", "--no-audit", "--no-fund", "--silent");
    try (Testbed testbed = testbed(server)) {
      assertThat(script(testbed, "node_modules/.bin/tsx", "caller.ts")).isEqualTo(ANSWERS);
      assertNoneAlive(testbed, 2);
    }
  }

  @Test
  void aServiceInGoRunsTasks(TemporalServer server) throws Exception {
    copy("go");
    prepare("go", "mod", "download");
    build("go", "build", "-o", "caller", ".");
    try (Testbed testbed = testbed(server)) {
      assertThat(script(testbed, "./caller")).isEqualTo(ANSWERS);
      assertNoneAlive(testbed, 2);
    }
  }

  private static void assertNoneAlive(Testbed testbed, int count) {
    assertThat(testbed.emulator().tasks())
        .hasSize(count)
        .allMatch(task -> task.finishedAt() != null);
    assertThat(testbed.emulator().tasks()).extracting(RecordedTask::id).doesNotHaveDuplicates();
  }

  private PythonProgram python() throws Exception {
    return PythonProgram.in(folder, PYTHON.resolve("requirements.txt"));
  }

  private void copy(String language) throws IOException {
    for (File file : EXAMPLES.resolve(language).toFile().listFiles(File::isFile)) {
      Files.copy(file.toPath(), folder.resolve(file.getName()));
    }
  }

  private void prepare(String... command) throws Exception {
    Command.prepare(folder, List.of(command));
  }

  private void build(String... command) throws Exception {
    Command ended = Command.run(folder, List.of(command));
    assertThat(ended.exitCode()).as(ended.all()).isZero();
  }

  private List<String> script(Testbed testbed, String program, String... files) throws Exception {
    List<String> words = new ArrayList<>(List.of(folder.resolve(program).toString()));
    words.addAll(List.of(files));
    words.addAll(List.of(arguments(testbed)));
    Command ended = Command.run(folder, words);
    assertThat(ended.exitCode()).as(ended.all()).isZero();
    return answersOf(ended.output().lines().toList());
  }

  private static String[] arguments(Testbed testbed) {
    return new String[] {testbed.server().address(), testbed.taskQueue()};
  }

  /** Without what each language prints for a task that there is not. */
  private static List<String> answersOf(List<String> lines) {
    return lines.stream().map(line -> line.replaceAll(" (None|null|undefined)?$", "")).toList();
  }
}
