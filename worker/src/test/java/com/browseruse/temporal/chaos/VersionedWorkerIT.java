package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.server.CpuBudget;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import com.browseruse.temporal.workflows.internal.run.SoonContinuedRun;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.VersioningBehavior;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowTaskCompletedEventAttributes;
import io.temporal.api.workflowservice.v1.SetWorkerDeploymentCurrentVersionRequest;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkerPlugin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Workers of a deployment whose builds Temporal tells apart. (X3) */
@ExtendWith(TemporalServerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(300)
@ResourceLock(CpuBudget.CALLERS)
@Tag("sweep")
@Tag("undisturbed")
class VersionedWorkerIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** The first build is gone before the run is over: the second one stops its task. */
  @Test
  void aRunGoesOnUnderTheNextBuild(TemporalServer server) {
    try (Testbed testbed = new Testbed(server, "next-build")) {
      Function<BrowserUseClient, WorkerPlugin> plugin =
          client -> BrowserUsePlugin.newBuilder(client).watch(false).build();
      testbed.addScenario(Inputs.endless());
      WorkflowStub run;
      LocalWorker first = deploy(testbed, "1", plugin);
      try {
        run = testbed.start(Inputs.quick());
        RunConditions.awaitAll(testbed, "has its task", RunConditions::hasTask);
      } finally {
        first.close();
      }
      try (LocalWorker second = deploy(testbed, "2", plugin)) {
        assertThat(second).isNotNull();
        run.update("stop", BrowserTaskProgress.class);
        EndedRun ended = EndedRun.await(run, testbed);
        ended.endedBy(EndedRun.STOPPED);
        ended.exactlyOneTask();
      }
      List<WorkflowTaskCompletedEventAttributes> tasks = workflowTasks(testbed, run);
      assertThat(build(tasks.get(0))).isEqualTo("1");
      assertThat(build(tasks.get(tasks.size() - 1))).isEqualTo("2");
      assertThat(tasks)
          .extracting(WorkflowTaskCompletedEventAttributes::getVersioningBehavior)
          .containsOnly(VersioningBehavior.VERSIONING_BEHAVIOR_AUTO_UPGRADE);
    }
  }

  /** Both builds are there: the run that continues goes to the current one. */
  @Test
  void aRunThatContinuesAsNewKeepsItsTaskAndItsDeadline(TemporalServer server) {
    try (Testbed testbed = new Testbed(server, "continued-build")) {
      testbed.addScenario(Inputs.endless());
      try (LocalWorker first = deploy(testbed, "1", SoonContinuedRun::plugin)) {
        assertThat(first).isNotNull();
        WorkflowStub run = testbed.start(Inputs.quick());
        RunConditions.awaitAll(testbed, "has its task", RunConditions::hasTask);
        Instant deadline = run.query("progress", BrowserTaskProgress.class).deadline();
        try (LocalWorker second = deploy(testbed, "2", SoonContinuedRun::plugin)) {
          assertThat(second).isNotNull();
          String before = run.describe().getExecution().getRunId();
          await()
              .atMost(LIMIT)
              .until(() -> !run.describe().getExecution().getRunId().equals(before));
          BrowserTaskProgress stopped = run.update("stop", BrowserTaskProgress.class);
          EndedRun ended = EndedRun.await(run, testbed);
          ended.endedBy(EndedRun.STOPPED);
          ended.exactlyOneTask();
          assertThat(stopped.deadline()).isEqualTo(deadline);
          assertThat(workflowTasks(testbed, run))
              .extracting(VersionedWorkerIT::build)
              .containsOnly("2");
        }
      }
    }
  }

  /** Starts a worker of a build, and makes it the current one. */
  private static LocalWorker deploy(
      Testbed testbed, String build, Function<BrowserUseClient, WorkerPlugin> plugin) {
    LocalWorker worker =
        LocalWorker.start(
            testbed,
            Testbed.CALL_LIMIT,
            WorkerOptions.newBuilder()
                .setDeploymentOptions(
                    WorkerDeploymentOptions.newBuilder()
                        .setUseVersioning(true)
                        .setVersion(new WorkerDeploymentVersion(testbed.taskQueue(), build))
                        .build()),
            plugin);
    SetWorkerDeploymentCurrentVersionRequest current =
        SetWorkerDeploymentCurrentVersionRequest.newBuilder()
            .setNamespace(testbed.server().client().getOptions().getNamespace())
            .setDeploymentName(testbed.taskQueue())
            .setBuildId(build)
            .build();
    // The server learns of a build with the first poll of its worker.
    await()
        .atMost(LIMIT)
        .ignoreException(StatusRuntimeException.class)
        .until(
            () ->
                testbed
                        .server()
                        .client()
                        .getWorkflowServiceStubs()
                        .blockingStub()
                        .setWorkerDeploymentCurrentVersion(current)
                    != null);
    return worker;
  }

  /** The workflow tasks of the newest run. */
  private static List<WorkflowTaskCompletedEventAttributes> workflowTasks(
      Testbed testbed, WorkflowStub run) {
    return testbed
        .server()
        .client()
        .fetchHistory(run.getExecution().getWorkflowId())
        .getEvents()
        .stream()
        .filter(HistoryEvent::hasWorkflowTaskCompletedEventAttributes)
        .map(HistoryEvent::getWorkflowTaskCompletedEventAttributes)
        .toList();
  }

  private static String build(WorkflowTaskCompletedEventAttributes task) {
    return task.getDeploymentVersion().getBuildId();
  }
}
