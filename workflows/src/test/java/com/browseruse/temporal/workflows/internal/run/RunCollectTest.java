package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskLinks;
import com.browseruse.temporal.activities.BrowserTaskActivities.CollectBrowserTaskFileInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.CollectedArtifact;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreateBrowserTaskInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTaskFile;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.internal.json.RunJson;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ApplicationFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class RunCollectTest extends RunTestBase {
  static final List<Task.OutputFile> TWO_FILES =
      List.of(new Task.OutputFile("f1", "a.txt"), new Task.OutputFile("f2", "../A.TXT"));

  private static final CollectedArtifact LOGS =
      new CollectedArtifact("file:///store/task-1/logs.txt", 5, "a".repeat(64));

  @BeforeEach
  void collectWhatIsAskedFor() {
    when(remote.activities.collectBrowserTaskLogs(any())).thenReturn(LOGS);
    when(remote.activities.collectBrowserTaskFile(any()))
        .thenAnswer(
            call -> {
              CollectBrowserTaskFileInput input = call.getArgument(0);
              return input == null
                  ? null
                  : new CollectedArtifact("file:///" + input.fileName(), 3, "b".repeat(64));
            });
    remote.files = TWO_FILES;
  }

  private void startCollecting() {
    start(options -> options.collectLogs(true).collectOutputFiles(true));
  }

  private void fileFails(RuntimeException e) {
    when(remote.activities.collectBrowserTaskFile(any())).thenThrow(e);
  }

  private static ApplicationFailure outage() {
    return ApplicationFailure.newFailure(
        "the file could not be downloaded: the storage answered with 503",
        FailureTypes.ARTIFACT_UNAVAILABLE);
  }

  /** Goes on with an activity that hangs until the test is over. */
  private CountDownLatch filesHang(CountDownLatch copying) {
    CountDownLatch over = new CountDownLatch(1);
    when(remote.activities.collectBrowserTaskFile(any()))
        .thenAnswer(
            call -> {
              if (call.getArgument(0) != null) {
                copying.countDown();
                over.await();
              }
              return null;
            });
    return over;
  }

  @Test
  void whatWasAskedForIsKeptAndNamed() {
    remote.status = TaskStatus.FINISHED;
    startCollecting();
    BrowserTaskResult result = result();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(result.logs()).isEqualTo(LOGS.uri());
    assertThat(result.outputFiles())
        .containsExactly(
            new BrowserTaskFile(
                new RunJson.File("f1", "a.txt", "file:///a.txt", 3L, "b".repeat(64))),
            new BrowserTaskFile(
                new RunJson.File("f2", "../A.TXT", "file:///__A.TXT", 3L, "b".repeat(64))));
    assertThat(result.collectProblems()).isEmpty();
  }

  @Test
  void twoFilesOfOneNameGetTwoNames() {
    remote.files = List.of(new Task.OutputFile("f1", "a.txt"), new Task.OutputFile("f2", "A.txt"));
    remote.status = TaskStatus.FINISHED;
    startCollecting();
    assertThat(result().outputFiles())
        .extracting(BrowserTaskFile::uri)
        .containsExactly("file:///a.txt", "file:///A (2).txt");
  }

  @Test
  void manyFilesAreAllKept() {
    remote.files =
        IntStream.range(0, 23).mapToObj(i -> new Task.OutputFile("f" + i, i + ".txt")).toList();
    remote.status = TaskStatus.FINISHED;
    startCollecting();
    assertThat(result().outputFiles())
        .hasSize(23)
        .allSatisfy(file -> assertThat(file.uri()).isEqualTo("file:///" + file.fileName()));
  }

  @Test
  void onlyWhatWasAskedForIsCollected() {
    remote.status = TaskStatus.FINISHED;
    start();
    BrowserTaskResult result = result();
    assertThat(result.logs()).isNull();
    assertThat(result.outputFiles())
        .first()
        .isEqualTo(new BrowserTaskFile(new RunJson.File("f1", "a.txt", null, null, null)));
    verify(remote.activities, never()).collectBrowserTaskLogs(any());
    verify(remote.activities, never()).collectBrowserTaskFile(any());
  }

  @Test
  void aStoppedTaskIsCollectedToo() {
    startCollecting();
    awaitPhase(BrowserTaskPhase.RUNNING);
    update("stop");
    BrowserTaskResult result = result();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.STOPPED);
    assertThat(result.logs()).isEqualTo(LOGS.uri());
    assertThat(result.outputFiles()).extracting(BrowserTaskFile::size).containsExactly(3L, 3L);
  }

  @Test
  void aRunThatFailsCollectsNothing() {
    remote.cost = "0.51";
    start(
        options ->
            options.maxCostUsd(new BigDecimal("0.5")).collectLogs(true).collectOutputFiles(true));
    assertThat(failure().getType()).isEqualTo(FailureTypes.BUDGET_EXCEEDED);
    verify(remote.activities, never()).collectBrowserTaskLogs(any());
  }

  @Test
  void aFailureForWantOfSuccessNamesWhatWasKept() {
    remote.success = false;
    remote.status = TaskStatus.FINISHED;
    start(options -> options.failUnlessSuccessful(true).collectLogs(true));
    assertThat(failure().getType()).isEqualTo(FailureTypes.BROWSER_TASK_UNSUCCESSFUL);
    assertThat(evidence().result().logs()).isEqualTo(LOGS.uri());
  }

  @Test
  void whatCannotBeKeptIsNamedAndDoesNotCostTheResult() {
    fileFails(ApplicationFailure.newNonRetryableFailure("the file is too large", "X"));
    remote.status = TaskStatus.FINISHED;
    startCollecting();
    BrowserTaskResult result = result();
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(result.logs()).isEqualTo(LOGS.uri());
    assertThat(result.outputFiles()).extracting(BrowserTaskFile::uri).containsOnlyNulls();
    assertThat(result.collectProblems())
        .containsExactly(
            "the output file a.txt is not kept: the file is too large",
            "the output file __A.TXT is not kept: the file is too large");
  }

  @Test
  void manyProblemsAreToldInFewSentences() {
    remote.files =
        IntStream.range(0, 23).mapToObj(i -> new Task.OutputFile("f" + i, i + ".txt")).toList();
    fileFails(ApplicationFailure.newNonRetryableFailure("\u0001".repeat(1_000), "X"));
    remote.status = TaskStatus.FINISHED;
    startCollecting();
    assertThat(result().collectProblems())
        .hasSize(11)
        .endsWith("13 more output files are not kept")
        .allSatisfy(sentence -> assertThat(sentence).hasSizeLessThan(700));
  }

  @Test
  void anOutageIsWaitedFor() {
    when(remote.activities.collectBrowserTaskLogs(any()))
        .thenThrow(outage())
        .thenThrow(outage())
        .thenReturn(LOGS);
    remote.status = TaskStatus.FINISHED;
    startCollecting();
    assertThat(result().logs()).isEqualTo(LOGS.uri());
  }

  @Test
  void anOutageIsNotWaitedForForEver() {
    fileFails(outage());
    remote.status = TaskStatus.FINISHED;
    start(
        options -> options.timeout(Duration.ofDays(1)).collectLogs(true).collectOutputFiles(true));
    BrowserTaskResult result = result();
    assertThat(lasted()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
    assertThat(result.logs()).isEqualTo(LOGS.uri());
    assertThat(result.collectProblems())
        .hasSize(2)
        .allSatisfy(sentence -> assertThat(sentence).contains(" is not kept: "));
  }

  @Test
  void theDeadlineEndsTheCollectingButNotTheResult() {
    fileFails(outage());
    remote.status = TaskStatus.FINISHED;
    start(
        options ->
            options.timeout(Duration.ofMinutes(3)).collectLogs(true).collectOutputFiles(true));
    BrowserTaskResult result = result();
    assertThat(lasted()).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(4));
    assertThat(result.outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(result.logs()).isEqualTo(LOGS.uri());
    assertThat(result.collectProblems())
        .contains("the output file a.txt is not kept: deadline passed");
  }

  @Test
  void aCancelEndsTheCollectingAndKeepsTheResult() throws Exception {
    CountDownLatch copying = new CountDownLatch(1);
    CountDownLatch over = filesHang(copying);
    try {
      remote.status = TaskStatus.FINISHED;
      startCollecting();
      copying.await();
      // The create, the poll, the fetch and the logs.
      await().until(() -> events(EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED).size() == 4);
      run.cancel();
      assertCancelled();
      BrowserTaskResult kept = progress().result();
      assertThat(kept.output()).isEqualTo("42");
      assertThat(kept.logs()).isEqualTo(LOGS.uri());
      assertThat(kept.collectProblems())
          .contains("the output file a.txt is not kept: run cancelled");
      assertThat(memo().stop()).isEqualTo(StopOutcome.FINISHED_FIRST);
      assertThat(remote.updates).isEmpty();
    } finally {
      over.countDown();
    }
  }

  @Test
  void theUiSaysThatItCollectsAndWhat() throws Exception {
    CountDownLatch copying = new CountDownLatch(1);
    CountDownLatch over = filesHang(copying);
    try {
      remote.status = TaskStatus.FINISHED;
      startCollecting();
      copying.await();
      assertThat(
              run.query(WorkflowClient.QUERY_TYPE_WORKFLOW_METADATA, WorkflowMetadata.class)
                  .getCurrentDetails())
          .contains("Browser task: collecting");
      assertThat(progress().phase()).isEqualTo(BrowserTaskPhase.RUNNING);
    } finally {
      over.countDown();
    }
    result();
    assertThat(summaries())
        .contains(
            "\"copy the logs\"", "\"copy output file 1 of 2\"", "\"copy output file 2 of 2\"");
  }

  private List<HistoryEvent> history() {
    return env.getWorkflowClient().fetchHistory(run.getExecution().getWorkflowId()).getEvents();
  }

  private List<HistoryEvent> events(EventType type) {
    return history().stream().filter(event -> event.getEventType() == type).toList();
  }

  private Duration lasted() {
    List<HistoryEvent> events = history();
    return Duration.ofSeconds(
        events.get(events.size() - 1).getEventTime().getSeconds()
            - events.get(0).getEventTime().getSeconds());
  }

  private List<String> summaries() {
    return events(EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED).stream()
        .map(event -> event.getUserMetadata().getSummary().getData().toStringUtf8())
        .toList();
  }

  private CreateBrowserTaskInput createInput() {
    ArgumentCaptor<CreateBrowserTaskInput> input =
        ArgumentCaptor.forClass(CreateBrowserTaskInput.class);
    verify(remote.activities).createBrowserTask(input.capture());
    return input.getValue();
  }

  @Test
  void whatARunNeedsIsAskedForBeforeItsTaskIsCreated() {
    remote.status = TaskStatus.FINISHED;
    start(options -> options.maxCostUsd(BigDecimal.ONE).collectLogs(true));
    result();
    assertThat(createInput().requires())
        .containsExactlyInAnyOrder("TASK_COST", "TASK_LOGS", "ARTIFACT_STORE");
  }

  @Test
  void aPlainRunNeedsNothing() {
    remote.status = TaskStatus.FINISHED;
    start();
    result();
    assertThat(createInput().requires()).isNull();
  }

  @Test
  void theLinksAreShownIfExposedAlsoWithoutASession() {
    when(remote.activities.createBrowserTask(any()))
        .thenReturn(new CreatedBrowserTask(RemoteTask.ID, null, Task.Creation.CREATED, null));
    when(remote.activities.getBrowserTaskLinks(new Task.Ref(RemoteTask.ID, null)))
        .thenReturn(
            new BrowserTaskLinks("https://live.example.com/", "https://share.example.com/"));
    start(options -> options.exposeLiveUrl(true));
    env.sleep(Duration.ofSeconds(10));
    assertThat(progress().liveUrl()).isEqualTo("https://live.example.com/");
    assertThat(progress().publicShareUrl()).isEqualTo("https://share.example.com/");
    assertThat(
            run.query(WorkflowClient.QUERY_TYPE_WORKFLOW_METADATA, WorkflowMetadata.class)
                .getCurrentDetails())
        .contains("| Public link | https://share.example.com/ |");
    remote.status = TaskStatus.FINISHED;
    result();
  }

  @Test
  void theLinksAreNotAskedForUnlessExposed() {
    remote.status = TaskStatus.FINISHED;
    start();
    result();
    verify(remote.activities, never()).getBrowserTaskLinks(any());
  }
}
