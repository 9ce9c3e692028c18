package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import io.temporal.client.WorkflowFailedException;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cancels that meet other things at the same moment, on a worker that replays everything. */
@Tag("nightly")
class CancelRaceTest extends RunTestBase {
  private static final int ROUNDS = 30;
  private static final int REPLAYS = 30;

  @Override
  int cacheSize() {
    return 0;
  }

  /**
   * The cancel is there just before the poll has completed, or at the same time. (sdk-java#2391)
   */
  @Test
  void aCancelWhileAPollCompletesHangsNoRun() throws Exception {
    AtomicInteger polls = new AtomicInteger();
    doAnswer(
            call -> {
              if (polls.getAndIncrement() == 0) {
                run.cancel();
              } else {
                CompletableFuture.runAsync(run::cancel);
              }
              return remote.seen();
            })
        .when(remote.activities)
        .getBrowserTaskStatus(any());
    for (int i = 0; i < ROUNDS; i++) {
      remote.status = TaskStatus.STARTED;
      polls.set(i % 2);
      start();
      assertThatThrownBy(() -> run.getResult(20, TimeUnit.SECONDS, BrowserTaskResult.class))
          .as("round %s", i)
          .isInstanceOf(WorkflowFailedException.class)
          .hasCauseInstanceOf(CanceledFailure.class);
    }
  }

  /** The deadline, a poll and a read of the live link are cancelled together. (sdk-java#2473) */
  @Test
  void aCancelOfEverythingUnderWayReplaysAlways() throws Exception {
    Semaphore reading = new Semaphore(0);
    CountDownLatch over = new CountDownLatch(1);
    doAnswer(
            call -> {
              reading.release();
              over.await();
              return remote.seen();
            })
        .when(remote.activities)
        .getBrowserTaskStatus(any());
    doAnswer(
            call -> {
              reading.release();
              over.await();
              return null;
            })
        .when(remote.activities)
        .getBrowserTaskLinks(any());
    start(options -> options.exposeLiveUrl(true));
    reading.acquire(2);
    run.cancel();
    assertCancelled();
    over.countDown();
    assertReplaysAlways();
  }

  /** (sdk-java#2473) */
  @Test
  void aCancelOfCopiesReplaysAlways() throws Exception {
    Semaphore copying = new Semaphore(0);
    CountDownLatch over = new CountDownLatch(1);
    remote.files = RunCollectTest.TWO_FILES;
    remote.status = TaskStatus.FINISHED;
    doAnswer(
            call -> {
              copying.release();
              over.await();
              return null;
            })
        .when(remote.activities)
        .collectBrowserTaskFile(any());
    start(options -> options.collectLogs(true).collectOutputFiles(true));
    copying.acquire(2);
    run.cancel();
    assertCancelled();
    over.countDown();
    assertReplaysAlways();
  }

  private void assertReplaysAlways() throws Exception {
    WorkflowExecutionHistory history =
        env.getWorkflowClient().fetchHistory(run.getExecution().getWorkflowId());
    try (TestWorkflowEnvironment replayed = TestWorkflowEnvironment.newInstance()) {
      Worker worker = replayed.newWorker("replays");
      BrowserUsePlugin.newBuilder(remote.activities)
          .build()
          .initializeWorker(worker.getTaskQueue(), worker);
      for (int i = 0; i < REPLAYS; i++) {
        WorkflowReplayer.replayWorkflowExecution(history, worker);
      }
    }
  }
}
