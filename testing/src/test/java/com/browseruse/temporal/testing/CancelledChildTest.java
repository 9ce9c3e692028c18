package com.browseruse.temporal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A workflow that cancels a child while somebody waits for its result, so that time is skipped. */
class CancelledChildTest {
  /** Of the timer that the child waits for when it is cancelled. */
  private static final Duration LONG = Duration.ofHours(1);

  private static final Duration BUSY = Duration.ofMillis(50);

  @WorkflowInterface
  public interface Child {
    @WorkflowMethod
    void sleep();
  }

  public static final class ChildImpl implements Child {
    @Override
    public void sleep() {
      Workflow.sleep(LONG);
    }
  }

  @WorkflowInterface
  public interface Parent {
    @WorkflowMethod
    boolean wasTheChildCancelled();
  }

  public static final class ParentImpl implements Parent {
    @Override
    public boolean wasTheChildCancelled() {
      Child child = Workflow.newChildWorkflowStub(Child.class);
      CompletablePromise<Void> end = Workflow.newPromise();
      CancellationScope scope =
          Workflow.newCancellationScope(() -> end.completeFrom(Async.procedure(child::sleep)));
      scope.run();
      Workflow.getWorkflowExecution(child).get();
      occupyWhatDeliversCancels();
      scope.cancel();
      try {
        end.get();
        return false;
      } catch (ChildWorkflowFailure failure) {
        return failure.getCause() instanceof CanceledFailure;
      }
    }
  }

  /** The server delivers in the common pool, which a busy machine may keep waiting. */
  private static void occupyWhatDeliversCancels() {
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
      ForkJoinPool.commonPool().submit(() -> never.await(BUSY.toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  @Test
  void noTimerOfTheChildIsSkippedToBeforeTheCancelArrives() {
    try (BrowserUseTestEnvironment env = BrowserUseTestEnvironment.create()) {
      env.worker().registerWorkflowImplementationTypes(ParentImpl.class, ChildImpl.class);
      env.start();
      Parent parent =
          env.client()
              .newWorkflowStub(
                  Parent.class,
                  WorkflowOptions.newBuilder()
                      .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                      .build());

      assertThat(parent.wasTheChildCancelled()).isTrue();
    }
  }
}
