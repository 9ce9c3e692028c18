package com.browseruse.temporal.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.artifacts.ArtifactStore;
import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.internal.run.RemoteTask;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PluginTest {
  private static final String QUEUE = "any-queue";
  private static final List<String> RUNS =
      List.of(
          "registerWorkflowImplementationTypes",
          "registerActivitiesImplementations",
          "registerNexusServiceImplementation");

  /** With sessions, and with the reaper and the watcher. */
  private static final List<String> ALL =
      Stream.concat(RUNS.stream(), Collections.nCopies(2, RUNS.get(0)).stream()).toList();

  private final RemoteTask remote = new RemoteTask();
  private final BrowserUsePlugin plugin = BrowserUsePlugin.newBuilder(remote.activities).build();

  private void runsOn(TestEnvironmentOptions options) {
    remote.status = TaskStatus.FINISHED;
    try (TestWorkflowEnvironment env = TestWorkflowEnvironment.newInstance(options)) {
      env.newWorker(QUEUE);
      env.start();
      RunBrowserTaskWorkflow run =
          env.getWorkflowClient()
              .newWorkflowStub(
                  RunBrowserTaskWorkflow.class,
                  WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build());
      BrowserTaskResult result = run.run(BrowserTask.of("Find the answer"));
      assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
      assertThat(result.output()).isEqualTo("42");
      assertThat(run.progress().phase()).isEqualTo(BrowserTaskPhase.DONE);
    }
  }

  @Test
  void oneLineOnTheWorkerFactoryIsEnough() {
    runsOn(
        TestEnvironmentOptions.newBuilder()
            .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder().setPlugins(plugin).build())
            .build());
  }

  @Test
  void oneLineOnTheClientIsEnough() {
    runsOn(
        TestEnvironmentOptions.newBuilder()
            .setWorkflowClientOptions(WorkflowClientOptions.newBuilder().setPlugins(plugin).build())
            .build());
  }

  private static List<String> registeredOn(BrowserUsePlugin plugin, String queue) {
    Worker worker = mock(Worker.class);
    when(worker.getWorkerOptions()).thenReturn(WorkerOptions.getDefaultInstance());
    plugin.initializeWorker(queue, worker);
    return mockingDetails(worker).getInvocations().stream()
        .map(call -> call.getMethod().getName())
        .filter(name -> name.startsWith("register"))
        .toList();
  }

  @Test
  void everyTaskQueueIsServedUnlessSomeAreNamed() {
    assertThat(registeredOn(plugin, "a")).isEqualTo(RUNS);
    BrowserUsePlugin limited =
        BrowserUsePlugin.newBuilder(mock(BrowserUseClient.class)).taskQueues("a", "b").build();
    assertThat(registeredOn(limited, "a")).isEqualTo(ALL);
    assertThat(registeredOn(limited, "b")).isEqualTo(ALL);
    assertThat(registeredOn(limited, "c")).isEmpty();
  }

  /** Each workflow says itself how it goes through a deployment: Temporal asks for it. (X3) */
  @Test
  void aVersionedWorkerNeedsNoDefaultOfItsOwn() {
    WorkerOptions versioned =
        WorkerOptions.newBuilder()
            .setDeploymentOptions(
                WorkerDeploymentOptions.newBuilder()
                    .setUseVersioning(true)
                    .setVersion(new WorkerDeploymentVersion("browser-tasks", "1"))
                    .build())
            .build();
    BrowserUsePlugin full = BrowserUsePlugin.newBuilder(mock(BrowserUseClient.class)).build();
    try (TestWorkflowEnvironment env = TestWorkflowEnvironment.newInstance()) {
      Worker worker = env.newWorker(QUEUE, versioned);
      assertThatCode(() -> full.initializeWorker(QUEUE, worker)).doesNotThrowAnyException();
    }
  }

  @Test
  void aMissingClientIsNoticedWhenThePluginIsBuilt() {
    assertThatThrownBy(() -> BrowserUsePlugin.newBuilder((BrowserUseClient) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("client");
  }

  @Test
  void activitiesOfOnesOwnAreToldOfHintsThemselves() {
    BrowserUsePlugin own = BrowserUsePlugin.newBuilder(remote.activities).build();

    assertThatThrownBy(() -> own.hinted("default", "queue"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("activities of its own");
  }

  @Test
  void whatActivitiesOfOnesOwnWouldIgnoreIsRefused() {
    BrowserUsePlugin.Builder own = BrowserUsePlugin.newBuilder(remote.activities);
    assertThatThrownBy(() -> own.allowPlaintextSecrets(true).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("allowPlaintextSecrets is set on a plugin with activities");
    assertThatThrownBy(() -> own.artifactStore(mock(ArtifactStore.class)).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("artifactStore is set on a plugin with activities");
  }

  @Test
  void whatCannotBeWatchedIsRefused() {
    assertThatThrownBy(() -> BrowserUsePlugin.newBuilder(remote.activities).watch(true).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("watch is set on a plugin with activities");
    BrowserUseClient version1 = mock(BrowserUseClient.class);
    assertThatThrownBy(() -> BrowserUsePlugin.newBuilder(version1).watch(true).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("lists no metadata");
    assertThatCode(() -> BrowserUsePlugin.newBuilder(version1).build()).doesNotThrowAnyException();
  }

  /** A watch would be an activity that never ends, while which no time is skipped. */
  @Test
  void onAServerThatSkipsTimeNothingIsWatched() {
    BrowserUseClient client = mock(BrowserUseClient.class);
    when(client.supports(ApiFeature.LISTED_METADATA)).thenReturn(true);
    BrowserUsePlugin watching = BrowserUsePlugin.newBuilder(client).watch(true).build();
    TestEnvironmentOptions options =
        TestEnvironmentOptions.newBuilder()
            .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder().setPlugins(watching).build())
            .build();
    try (TestWorkflowEnvironment env = TestWorkflowEnvironment.newInstance(options)) {
      env.newWorker(QUEUE);
      env.start();
      WorkflowStub watcher =
          env.getWorkflowClient().newUntypedWorkflowStub(WatchBrowserTasksWorkflow.idOf(QUEUE));
      assertThatThrownBy(watcher::describe).isInstanceOf(WorkflowNotFoundException.class);
    }
  }

  @Test
  void aClientOfTheCallersIsTheirsToClose() {
    BrowserUseClient client = mock(BrowserUseClient.class);
    BrowserUsePlugin.newBuilder(client).build().close();
    verify(client, never()).close();
    BrowserUsePlugin.create("key").close();
  }
}
