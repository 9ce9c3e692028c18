package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import com.browseruse.temporal.workflows.ClosingEnvironments;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.google.protobuf.Timestamp;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

/** A worker with the plugin on mocked activities, in a Temporal server that skips time. */
public abstract class RunTestBase {
  public static final String TASK = "Find the answer";
  static final Duration TIMEOUT = Duration.ofMinutes(10);

  /** What Temporal says of promises that failed and that nobody read: seven lines for each. */
  private static final ListAppender<ILoggingEvent> UNREAD = new ListAppender<>();

  static {
    Logger logger =
        (Logger) LoggerFactory.getLogger("io.temporal.internal.sync.DeterministicRunnerImpl");
    logger.setLevel(Level.WARN);
    logger.addAppender(UNREAD);
    UNREAD.start();
  }

  public final RemoteTask remote = new RemoteTask();
  TestWorkflowEnvironment env;
  WorkflowStub run;

  /**
   * How many workflows a worker keeps in memory; with none, every workflow task replays the
   * history.
   */
  int cacheSize() {
    return 600;
  }

  /** Whether a run continues as new soon; then there is no plugin. */
  boolean hasShortHistories() {
    return false;
  }

  BrowserUsePlugin.Builder plugin() {
    return BrowserUsePlugin.newBuilder(remote.activities);
  }

  @BeforeEach
  void startEnvironment() {
    WorkerFactoryOptions.Builder options =
        WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(cacheSize());
    if (!hasShortHistories()) {
      options.setPlugins(plugin().build());
    }
    env =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setWorkerFactoryOptions(options.build()).build());
    Worker worker = env.newWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE);
    if (hasShortHistories()) {
      ShortHistoryRun.register(worker, remote.activities);
    }
    env.start();
  }

  @AfterEach
  void closeEnvironment() {
    ClosingEnvironments.close(env);
  }

  /** Also: no run, however it ended, has left a failed promise unread. (temporal 3) */
  @AfterAll
  static void awaitClosed() throws InterruptedException {
    ClosingEnvironments.await();
    assertNoUnreadPromise();
  }

  static void assertNoUnreadPromise() {
    assertThat(UNREAD.list)
        .extracting(event -> event.getFormattedMessage() + event.getThrowableProxy().getMessage())
        .isEmpty();
  }

  void start() {
    start(options -> options);
  }

  void start(UnaryOperator<BrowserTask.Builder> options) {
    startWith(options.apply(BrowserTask.newBuilder(TASK).timeout(TIMEOUT)).build());
  }

  void startWith(Object... input) {
    startWith(options -> options, input);
  }

  void startWith(UnaryOperator<WorkflowOptions.Builder> options, Object... input) {
    run =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                RunBrowserTaskWorkflow.TYPE,
                options
                    .apply(
                        WorkflowOptions.newBuilder()
                            .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE))
                    .build());
    run.start(input);
  }

  BrowserTaskResult result() {
    return run.getResult(BrowserTaskResult.class);
  }

  BrowserTaskProgress progress() {
    return run.query("progress", BrowserTaskProgress.class);
  }

  BrowserTaskProgress update(String name) {
    return run.update(name, BrowserTaskProgress.class);
  }

  /** Lets workflow time pass until the run is in a phase. */
  void awaitPhase(BrowserTaskPhase phase) {
    for (int i = 0; i < 600 && progress().phase() != phase; i++) {
      env.sleep(Duration.ofMillis(500));
    }
    assertThat(progress().phase()).isEqualTo(phase);
  }

  /**
   * Waits until the workflow has asked an activity to end: only then may the activity answer, or
   * the test server loses count.
   */
  void awaitCancelOfActivity() {
    await()
        .until(
            () ->
                env
                    .getWorkflowClient()
                    .fetchHistory(run.getExecution().getWorkflowId())
                    .getEvents()
                    .stream()
                    .anyMatch(HistoryEvent::hasActivityTaskCancelRequestedEventAttributes));
  }

  ApplicationFailure failure() {
    return (ApplicationFailure) failed().getCause();
  }

  BrowserTaskEvidence evidence() {
    return failure().getDetails().get(BrowserTaskEvidence.class);
  }

  BrowserTaskEvidence memo() {
    return (BrowserTaskEvidence)
        run.describe().getMemo(BrowserTaskEvidence.MEMO_KEY, BrowserTaskEvidence.class);
  }

  void assertCancelled() {
    assertThat(failed().getCause()).isInstanceOf(CanceledFailure.class);
  }

  /** How long after a time, in milliseconds, the run has closed. */
  Duration closedAfter(long time) {
    Timestamp closed =
        env.getWorkflowClient()
            .fetchHistory(run.getExecution().getWorkflowId())
            .getLastEvent()
            .getEventTime();
    return Duration.between(
        Instant.ofEpochMilli(time), Instant.ofEpochSecond(closed.getSeconds(), closed.getNanos()));
  }

  void assertTimedOut() {
    assertThat(failure().getType()).isEqualTo(FailureTypes.BROWSER_TASK_TIMED_OUT);
  }

  private WorkflowFailedException failed() {
    return catchThrowableOfType(WorkflowFailedException.class, this::result);
  }
}
