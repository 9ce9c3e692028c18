package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.caller.BrowserTaskWorkflows;
import com.browseruse.temporal.workflows.caller.OpenBrowserSession;
import com.browseruse.temporal.workflows.session.BrowserSession;
import com.browseruse.temporal.workflows.session.BrowserSessionOutcome;
import io.temporal.client.WorkflowOptions;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A browser for a block of a user's own workflow, by the emulator's ledger. */
class WholeWorkflowSessionTest extends WholeSessionBase {
  /** A business workflow. */
  @WorkflowInterface
  public interface Shopping {
    @WorkflowMethod
    String shop(boolean bad);

    @SignalMethod
    void code();
  }

  /** Its implementation. */
  public static final class ShoppingImpl implements Shopping {
    private boolean hasCode;

    @Override
    public String shop(boolean bad) {
      BrowserSession settings =
          bad
              ? BrowserSession.newBuilder().idleTimeout(Duration.ofHours(1)).build()
              : BrowserSession.getDefaultInstance();
      OpenBrowserSession used;
      String output;
      try (OpenBrowserSession browser = BrowserTaskWorkflows.session(settings)) {
        browser.run(BrowserTask.of("log in"));
        Workflow.await(() -> hasCode);
        output = browser.run(BrowserTask.of("type the code")).output();
        used = browser;
      }
      return output + " " + used.outcome();
    }

    @Override
    public void code() {
      hasCode = true;
    }
  }

  @Override
  void startWorkers() {
    env.getWorkerFactory()
        .getWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
        .registerWorkflowImplementationTypes(ShoppingImpl.class);
    super.startWorkers();
  }

  private void shop(boolean bad) {
    run =
        env.getWorkflowClient()
            .newUntypedWorkflowStub(
                "Shopping",
                WorkflowOptions.newBuilder()
                    .setTaskQueue(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE)
                    .build());
    run.start(bad);
  }

  private void passUntilLoggedIn() {
    passUntil(() -> emulator.tasks().size() == 1 && emulator.tasks().get(0).finishedAt() != null);
  }

  @Test
  void aPersonHasTwoHoursInTheMiddle() {
    play(quick("log in", "asks for a code"));
    play(quick("type the code", "done"));
    shop(false);
    passUntilLoggedIn();
    env.sleep(Duration.ofHours(2));
    assertThat(onlySession().finishedAt()).isNull();
    run.signal("code");
    assertThat(run.getResult(String.class)).isEqualTo("done " + BrowserSessionOutcome.CLOSED);
    assertThat(emulator.tasks().stream().map(RecordedTask::sessionId))
        .hasSize(2)
        .containsOnly(onlySession().id());
    assertClosedFirst();
  }

  @Test
  void aCancelInTheMiddleClosesIt() {
    play(quick("log in", "asks for a code"));
    shop(false);
    passUntilLoggedIn();
    env.sleep(Duration.ofMinutes(1));
    run.cancel();
    assertCancelled();
    assertClosedFirst();
  }

  @Test
  void aFailureInTheBlockClosesIt() {
    spoil(onCreate().status(422).body("{\"detail\": \"no\"}"));
    shop(false);
    failure(FailureTypes.INVALID_REQUEST);
    assertThat(emulator.sessions()).hasSize(1);
    assertClosedFirst();
  }

  @Test
  void aCancelWhileItIsOpenedLeavesNothing() {
    spoil(onOpen().status(429).body("{\"detail\": \"Too many concurrent sessions.\"}"));
    shop(false);
    passUntil(() -> requests("POST /api/v2/sessions") >= 2);
    run.cancel();
    assertCancelled();
    assertThat(emulator.sessions()).isEmpty();
  }

  @Test
  void whatOnlyTheWorkflowOfASessionHeedsIsRefused() {
    shop(true);
    assertThat(failure(FailureTypes.INVALID_REQUEST).getOriginalMessage())
        .startsWith("tasks and options must not be set");
    assertThat(Set.copyOf(emulator.sessions())).isEmpty();
  }
}
