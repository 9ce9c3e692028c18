package com.browseruse.temporal.activities.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskView;
import com.browseruse.temporal.activities.BrowserTaskActivities.CollectBrowserTaskFileInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.CollectedArtifact;
import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskInput;
import com.browseruse.temporal.activities.BrowserTaskActivitiesOptions;
import com.browseruse.temporal.activities.internal.create.CreateLab;
import com.browseruse.temporal.activities.internal.results.TaskTrimmer;
import com.browseruse.temporal.artifacts.Artifact;
import com.browseruse.temporal.artifacts.ArtifactStore;
import com.browseruse.temporal.artifacts.FolderArtifactStore;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskStatus;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectActivitiesTest {
  private static final Task.Ref LOGS = Task.Ref.of("t");

  @TempDir Path folder;
  private final BrowserUseClient client = mock(BrowserUseClient.class);
  private final MockWebServer storage = new MockWebServer();
  private final TestActivityEnvironment env = TestActivityEnvironment.newInstance();

  @BeforeEach
  void start() throws IOException {
    storage.start(InetAddress.getLoopbackAddress(), 0);
    URI link = URI.create("http://127.0.0.1:" + storage.getPort() + "/?Signature=5ecre7");
    when(client.getTaskLogs("t")).thenReturn(link);
    when(client.getOutputFile("t", "f")).thenReturn(link);
  }

  @AfterEach
  void close() {
    env.close();
    storage.close();
  }

  private BrowserTaskActivities on(ArtifactStore store) {
    env.registerActivitiesImplementations(implementation(store));
    return env.newActivityStub(
        BrowserTaskActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofMinutes(1))
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .build());
  }

  private BrowserTaskActivitiesImpl implementation(ArtifactStore store) {
    return new BrowserTaskActivitiesImpl(
        client,
        BrowserTaskActivitiesOptions.newBuilder()
            .artifactStore(store)
            .maxArtifactBytes(100)
            .build(),
        name -> null,
        time -> {});
  }

  private BrowserTaskActivities onFolder() throws IOException {
    return on(FolderArtifactStore.at(folder));
  }

  private static ApplicationFailure failure(Runnable call) {
    Throwable thrown = catchThrowable(call::run);
    return (ApplicationFailure) (thrown instanceof ActivityFailure ? thrown.getCause() : thrown);
  }

  private void answer(int status, String body) {
    storage.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  @Test
  void logsAreCopiedOnce() throws Exception {
    answer(200, "a log");
    BrowserTaskActivities activities = onFolder();
    CollectedArtifact logs = activities.collectBrowserTaskLogs(LOGS);
    assertThat(Path.of(URI.create(logs.uri())))
        .isEqualTo(folder.toRealPath().resolve("t/logs.txt"))
        .hasContent("a log");
    assertThat(logs.size()).isEqualTo(5);
    assertThat(activities.collectBrowserTaskLogs(LOGS)).isEqualTo(logs);
    verify(client, times(1)).getTaskLogs("t");
  }

  @Test
  void whatIsNoLongerWholeIsCopiedAgain() throws Exception {
    answer(200, "a log");
    answer(200, "a log");
    BrowserTaskActivities activities = onFolder();
    CollectedArtifact logs = activities.collectBrowserTaskLogs(LOGS);
    Files.writeString(Path.of(URI.create(logs.uri())), "tampered");
    assertThat(activities.collectBrowserTaskLogs(LOGS)).isEqualTo(logs);
    assertThat(Path.of(URI.create(logs.uri()))).hasContent("a log");
    verify(client, times(2)).getTaskLogs("t");
  }

  @Test
  void noPathLeavesTheFolderOfItsTask() {
    assertThat(Collector.filePath("../t", "../../x")).isEqualTo("__t/files/__.._x");
    assertThat(Collector.logsPath("..")).isEqualTo("_/logs.txt");
    assertThat(Collector.outputPath("t")).isEqualTo("t/output.txt");
  }

  @Test
  void aFileCannotChooseItsFolder() throws Exception {
    answer(200, "x");
    CollectedArtifact file =
        onFolder().collectBrowserTaskFile(new CollectBrowserTaskFileInput("t", "f", "../../a.txt"));
    assertThat(Path.of(URI.create(file.uri())))
        .isEqualTo(folder.toRealPath().resolve("t/files/__.._a.txt"));
  }

  @Test
  void aLinkThatIsRefusedIsRetriedFirst() throws Exception {
    for (int i = 0; i < 3; i++) {
      answer(403, "");
    }
    BrowserTaskActivities activities = onFolder();
    ApplicationFailure failure = failure(() -> activities.collectBrowserTaskLogs(LOGS));
    assertThat(failure.getType()).isEqualTo(FailureTypes.ARTIFACT_UNAVAILABLE);
    assertThat(failure.isNonRetryable()).isFalse();
    assertThat(failure.getOriginalMessage())
        .isEqualTo("logs could not be downloaded: the storage answered with 403");
    verify(client, times(3)).getTaskLogs("t");
  }

  @Test
  void aFileThatIsTooLargeIsNotTriedAgain() throws Exception {
    answer(200, "x".repeat(101));
    BrowserTaskActivities activities = onFolder();
    ApplicationFailure failure = failure(() -> activities.collectBrowserTaskLogs(LOGS));
    assertThat(failure.getType()).isEqualTo(FailureTypes.ARTIFACT_TOO_LARGE);
    assertThat(failure.isNonRetryable()).isTrue();
  }

  @Test
  void whatTheApiSaysOfTheLinkIsPassedOn() throws Exception {
    when(client.getTaskLogs("t"))
        .thenThrow(new BrowserUseException.Server(CreateLab.details(500, false, null)));
    BrowserTaskActivities activities = onFolder();
    assertThat(failure(() -> activities.collectBrowserTaskLogs(LOGS)).getType())
        .isEqualTo(FailureTypes.SERVICE_UNAVAILABLE);
  }

  @Test
  void aKeyThatIsDeniedMayBeChangedBeforeTheLinksExpire() throws Exception {
    when(client.getTaskLogs("t"))
        .thenThrow(new BrowserUseException.Authentication(CreateLab.details(401, false, null)));
    BrowserTaskActivities activities = onFolder();
    ApplicationFailure failure = failure(() -> activities.collectBrowserTaskLogs(LOGS));
    assertThat(failure.getType()).isEqualTo(FailureTypes.AUTHENTICATION_FAILED);
    assertThat(failure.isNonRetryable()).isFalse();
  }

  @Test
  void withoutAStoreNothingIsCollected() {
    BrowserTaskActivities activities = on(null);
    ApplicationFailure failure = failure(() -> activities.collectBrowserTaskLogs(LOGS));
    assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    verify(client, never()).getTaskLogs(any());
  }

  @Test
  void aStoreThatFailsIsRetried() throws Exception {
    ArtifactStore broken = mock(ArtifactStore.class);
    when(broken.find(any())).thenThrow(new IOException("no space left"));
    BrowserTaskActivities activities = on(broken);
    ApplicationFailure failure = failure(() -> activities.collectBrowserTaskLogs(LOGS));
    assertThat(failure.getType()).isEqualTo(FailureTypes.ARTIFACT_STORE_FAILED);
    assertThat(failure.isNonRetryable()).isFalse();
    assertThat(failure.getOriginalMessage()).isEqualTo("logs could not be stored: no space left");
  }

  @Test
  void aUriThatAHistoryCannotHoldIsNotHandedOn() throws Exception {
    ArtifactStore wordy = mock(ArtifactStore.class);
    when(wordy.find(any()))
        .thenReturn(Optional.of(new Artifact(URI.create("s3://" + "b".repeat(1100)), 1, "0")));
    BrowserTaskActivities activities = on(wordy);
    ApplicationFailure failure = failure(() -> activities.collectBrowserTaskLogs(LOGS));
    assertThat(failure.getOriginalMessage()).contains("more than 1024 bytes");
  }

  private void taskAnswers(String output) {
    when(client.getTask("t"))
        .thenReturn(
            new Task(
                "t",
                "s",
                null,
                null,
                "x",
                TaskStatus.FINISHED,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                List.of(new Task.OutputFile("f", "a")),
                output,
                true,
                null,
                null,
                null,
                null,
                null,
                Map.of()));
  }

  @Test
  void anOutputThatIsCutIsKeptWhole() throws Exception {
    taskAnswers("123456");
    BrowserTaskView view = onFolder().getBrowserTask(new GetBrowserTaskInput("t", 4, null));
    assertThat(view.output()).isEqualTo("1234");
    assertThat(view.outputTruncated()).isTrue();
    assertThat(Path.of(URI.create(view.storedOutput().uri())))
        .isEqualTo(folder.toRealPath().resolve("t/output.txt"))
        .hasContent("123456");
  }

  @Test
  void anOutputThatFitsIsNotStored() throws Exception {
    taskAnswers("1234");
    assertThat(onFolder().getBrowserTask(new GetBrowserTaskInput("t", 4, null)).storedOutput())
        .isNull();
    assertThat(folder.resolve("t")).doesNotExist();
  }

  @Test
  void withoutAStoreALongOutputIsCutAsEver() {
    taskAnswers("123456");
    BrowserTaskView view = on(null).getBrowserTask(new GetBrowserTaskInput("t", 4, null));
    assertThat(view.outputTruncated()).isTrue();
    assertThat(view.storedOutput()).isNull();
    assertThat(view.problems()).isNull();
  }

  @Test
  void aStoreThatStaysDownDoesNotCostTheResult() throws Exception {
    taskAnswers("123456");
    ArtifactStore broken = mock(ArtifactStore.class);
    when(broken.put(any(), any())).thenThrow(new IOException("no space left"));
    BrowserTaskActivitiesImpl activities = implementation(broken);
    Task task = client.getTask("t");
    TaskTrimmer.Output output = TaskTrimmer.Output.of(task.output(), 4, null);
    assertThat(failure(() -> activities.storeAndView(task, output, 2)).getType())
        .isEqualTo(FailureTypes.ARTIFACT_STORE_FAILED);
    BrowserTaskView view = activities.storeAndView(task, output, 3);
    assertThat(view.output()).isEqualTo("1234");
    assertThat(view.problems())
        .containsExactly(
            "the whole of the output is not kept: output could not be stored: no space left");
  }
}
