package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs that began under an older version of the workflow go on under this one: every history that
 * was ever recorded replays. See {@link HistoryRecording}.
 */
class RecordedHistoriesTest {
  private static final Path FOLDER = Path.of("src/test/resources/histories");

  static void register(Worker worker, String name, BrowserTaskActivities activities) {
    if (name.startsWith("continued")) {
      ShortHistoryRun.register(worker, activities);
    } else {
      BrowserUsePlugin.newBuilder(activities)
          .sessions(RemoteSession.activities())
          .build()
          .initializeWorker(worker.getTaskQueue(), worker);
    }
  }

  /** The run that a history continues in, or null. */
  static String nextRun(WorkflowExecutionHistory history) {
    HistoryEvent last = history.getLastEvent();
    return last.hasWorkflowExecutionContinuedAsNewEventAttributes()
        ? last.getWorkflowExecutionContinuedAsNewEventAttributes().getNewExecutionRunId()
        : null;
  }

  static List<String> histories() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everyPathIsRecorded() throws IOException {
    List<String> recorded =
        histories().stream().map(f -> f.replaceAll("-\\d+\\.json", "")).toList();

    assertThat(recorded).containsAll(HistoryRecording.names());
    assertThat(histories()).as("a run and what it continued in").contains("continued-2.json");
  }

  @ParameterizedTest
  @MethodSource("histories")
  void aRecordedRunReplays(String file) throws Exception {
    String history = Files.readString(FOLDER.resolve(file));

    assertThatCode(() -> replay(file, history)).doesNotThrowAnyException();
  }

  @Test
  void aChangeOfTheWorkflowIsNoticed() throws IOException {
    String history = Files.readString(FOLDER.resolve("finished-1.json"));
    String other = history.replace("GetBrowserTaskStatus", "GetSomethingElse");

    assertThatThrownBy(() -> replay("finished-1.json", other)).isInstanceOf(Exception.class);
  }

  private static void replay(String file, String history) throws Exception {
    try (TestWorkflowEnvironment env = TestWorkflowEnvironment.newInstance()) {
      Worker worker = env.newWorker("histories");
      register(worker, file, new RemoteTask().activities);
      WorkflowReplayer.replayWorkflowExecution(WorkflowExecutionHistory.fromJson(history), worker);
    }
  }
}
