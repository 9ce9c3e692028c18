package com.browseruse.temporal.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.server.CpuBudget;
import com.browseruse.temporal.server.PythonProgram;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.testing.RecordedTask;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What becomes of the task of a child when its parent, a workflow in Python, ends in whatever way,
 * for each parent-close policy: as ParentCloseIT holds it of parents in Java.
 */
@ExtendWith(TemporalServerExtension.class)
@Timeout(600)
@ResourceLock(CpuBudget.OWNERS)
@Tag("nightly")
@Tag("undisturbed")
class PythonParentsIT {
  private static final String PREFIX = "python";
  private static final Path REQUIREMENTS = Path.of("../docs/examples/python/requirements.txt");
  private static final Path SCRIPT = Path.of("src/test/resources/python/parents.py");

  /** Policy, end, status of the parent; then that of the child, and of its task. */
  private static final List<String> ENDS =
      List.of(
          "ABANDON CANCEL CANCELED CANCELED stopped",
          "ABANDON CANCEL_ASLEEP CANCELED FAILED stopped",
          "ABANDON FAIL FAILED FAILED stopped",
          "ABANDON TERMINATE TERMINATED FAILED stopped",
          "ABANDON TIME_OUT TIMED_OUT FAILED stopped",
          "REQUEST_CANCEL CANCEL CANCELED CANCELED stopped",
          "REQUEST_CANCEL CANCEL_ASLEEP CANCELED CANCELED stopped",
          "REQUEST_CANCEL FAIL FAILED CANCELED stopped",
          "REQUEST_CANCEL TERMINATE TERMINATED CANCELED stopped",
          "REQUEST_CANCEL TIME_OUT TIMED_OUT CANCELED stopped",
          "TERMINATE CANCEL CANCELED CANCELED stopped",
          "TERMINATE CANCEL_ASLEEP CANCELED TERMINATED started",
          "TERMINATE FAIL FAILED TERMINATED started",
          "TERMINATE TERMINATE TERMINATED TERMINATED started",
          "TERMINATE TIME_OUT TIMED_OUT TERMINATED started");

  @TempDir Path folder;

  @Test
  void noTaskIsLeftAliveButThoseThatTheReaperNames(TemporalServer server) throws Exception {
    PythonProgram python = PythonProgram.in(folder, REQUIREMENTS);
    ReaperFixture fixture = new ReaperFixture(server.address(), "children-in-python");
    try {
      List<String> lines =
          python.run(SCRIPT, server.address(), "children-in-python", PREFIX).stream()
              .sorted()
              .toList();
      Map<String, RecordedTask> tasks =
          fixture.emulator.tasks().stream()
              .collect(
                  Collectors.toMap(
                      task -> task.metadata().get("temporal_workflow_id"), Function.identity()));
      assertThat(lines)
          .extracting(line -> line + " " + statusOf(tasks.get(childOf(line))))
          .containsExactlyElementsOf(ENDS);
      assertThat(fixture.emulator.tasks()).hasSize(ENDS.size());
      assertThat(reaped(fixture))
          .containsExactlyInAnyOrderEntriesOf(
              ENDS.stream()
                  .filter(line -> line.endsWith("started"))
                  .collect(
                      Collectors.toMap(
                          PythonParentsIT::childOf,
                          line -> "WOULD_STOP its workflow has ended (TERMINATED)")));
    } finally {
      fixture.close();
    }
  }

  private static String statusOf(RecordedTask task) {
    return task == null ? "none" : task.status();
  }

  private static String childOf(String line) {
    String[] words = line.split(" ");
    return PREFIX + "-" + words[0] + "-" + words[1] + "-task";
  }

  /** What a dry run says of each task, by its workflow. */
  private static Map<String, String> reaped(ReaperFixture fixture) throws Exception {
    Cli cli = fixture.cli();
    assertThat(cli.run("reap", "--json")).as(cli::err).isZero();
    JsonNode tasks = CliContext.JSON.readTree(cli.out()).path("tasks");
    return StreamSupport.stream(tasks.spliterator(), false)
        .collect(
            Collectors.toMap(
                task -> task.path("workflowId").asText(),
                task -> task.path("decision").asText() + " " + task.path("reason").asText(),
                (one, other) -> one + other,
                TreeMap::new));
  }
}
