package com.browseruse.temporal.testing;

import com.browseruse.temporal.task.TaskMarkers;
import io.temporal.api.workflowservice.v1.ListOpenWorkflowExecutionsRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What a test has left on the remote side that no run should leave. */
record RemainingTasks(
    BrowserUseEmulator emulator, TestWorkflowEnvironment temporal, boolean ownsTemporal) {
  /** A run that was cancelled last takes a moment to stop its task. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final Duration STEP = Duration.ofSeconds(1);

  /** So much real time a step has, since calls of the API take real time. */
  private static final long STEP_MILLIS = 20;

  void assertNone() {
    List<String> problems = new ArrayList<>(madeTwice());
    awaitEnds();
    alive().stream().map(this::sentence).forEach(problems::add);
    open().stream().map(RemainingTasks::sentence).forEach(problems::add);
    creating().forEach(id -> problems.add("A run is left alive, and has no task yet: " + id));
    if (!problems.isEmpty()) {
      throw new AssertionError(String.join(System.lineSeparator(), problems));
    }
  }

  private void awaitEnds() {
    try {
      for (Duration waited = Duration.ZERO;
          !(alive().isEmpty() && open().isEmpty() && creating().isEmpty())
              && waited.compareTo(GRACE) < 0;
          waited = waited.plus(STEP)) {
        TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        temporal.sleep(STEP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<RecordedTask> alive() {
    return emulator.tasks().stream().filter(task -> task.finishedAt() == null).toList();
  }

  /** Those that do not close with their task. */
  private List<RecordedSession> open() {
    return emulator.sessions().stream()
        .filter(session -> session.keepAlive() && session.finishedAt() == null)
        .toList();
  }

  /** Runs that are alive and have no task: they would make one once the test is over. */
  private List<String> creating() {
    if (!ownsTemporal) {
      // Others may have runs there.
      return List.of();
    }
    Set<String> haveOne =
        emulator.tasks().stream()
            .map(task -> task.metadata().getOrDefault(TaskMarkers.WORKFLOW_ID, ""))
            .collect(Collectors.toSet());
    return temporal
        .getWorkflowServiceStubs()
        .blockingStub()
        .listOpenWorkflowExecutions(
            ListOpenWorkflowExecutionsRequest.newBuilder()
                .setNamespace(temporal.getNamespace())
                .build())
        .getExecutionsList()
        .stream()
        .filter(run -> run.getType().getName().equals(TaskMarkers.RUN_WORKFLOW_TYPE))
        .map(run -> run.getExecution().getWorkflowId())
        .filter(id -> !haveOne.contains(id))
        .toList();
  }

  private static String sentence(RecordedSession session) {
    return "A session is left open: %s, opened at %s, with %d %s"
        .formatted(
            session.id(),
            session.startedAt(),
            session.tasks(),
            session.tasks() == 1 ? "task" : "tasks");
  }

  private String sentence(RecordedTask task) {
    String workflowId = task.metadata().get(TaskMarkers.WORKFLOW_ID);
    return "A remote task is left alive: "
        + name(task)
        + " is "
        + task.status()
        + (workflowId == null
            ? ", and no workflow made it"
            : ", and its workflow %s is %s".formatted(workflowId, state(workflowId)));
  }

  private String state(String workflowId) {
    WorkflowClient client = temporal.getWorkflowClient();
    try {
      String status = client.newUntypedWorkflowStub(workflowId).describe().getStatus().name();
      return status.replaceFirst("^WORKFLOW_EXECUTION_STATUS_", "");
    } catch (RuntimeException e) {
      return "unknown";
    }
  }

  /** By the marker that is unique to a create. */
  private List<String> madeTwice() {
    Map<String, List<RecordedTask>> creates =
        emulator.tasks().stream()
            .filter(task -> task.metadata().containsKey(TaskMarkers.CREATE_KEY))
            .collect(
                Collectors.groupingBy(
                    task -> task.metadata().get(TaskMarkers.CREATE_KEY),
                    TreeMap::new,
                    Collectors.toList()));
    return creates.values().stream()
        .filter(tasks -> tasks.size() > 1)
        .map(
            tasks ->
                "A remote task was made "
                    + tasks.size()
                    + " times by one create: "
                    + tasks.stream().map(RemainingTasks::name).collect(Collectors.joining(", ")))
        .toList();
  }

  private static String name(RecordedTask task) {
    return task.id() + " (" + task.task() + ")";
  }
}
