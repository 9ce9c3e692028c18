package com.browseruse.temporal.workflows.internal.session;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.internal.child.ChildRuns;
import com.browseruse.temporal.workflows.internal.input.SessionJson;
import com.browseruse.temporal.workflows.internal.input.SessionOptionsJson;
import com.browseruse.temporal.workflows.internal.run.CancellableWaits;
import com.browseruse.temporal.workflows.internal.run.Failures;
import com.browseruse.temporal.workflows.internal.run.Words;
import com.browseruse.temporal.workflows.session.BrowserSession;
import com.browseruse.temporal.workflows.session.BrowserSessionOutcome;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A session as a step of somebody else's workflow: that one runs the tasks, and closes it. */
public final class WorkflowSession {
  private static final Logger LOG = Workflow.getLogger(WorkflowSession.class);
  private static final Duration TIME_TO_OPEN = Duration.ofHours(1);

  private final SessionMemory memory = new SessionMemory();

  private WorkflowSession() {}

  public static WorkflowSession open(BrowserSession input) {
    SessionJson asked = input.json();
    if (!asked.tasks().isEmpty() || !asked.options().equals(SessionOptionsJson.NONE)) {
      throw refused(
          "tasks and options must not be set: the calling workflow runs the tasks, and closes the"
              + " session");
    }
    WorkflowSession session = new WorkflowSession();
    session.openDetached(input, CancellationScope.current());
    return session;
  }

  private void openDetached(BrowserSession input, CancellationScope caller) {
    Instant end = CancellableWaits.now().plus(TIME_TO_OPEN);
    OpenPhase phase =
        new OpenPhase(
            input,
            memory,
            () -> caller.isCancelRequested() || !CancellableWaits.now().isBefore(end),
            () -> {},
            RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE);
    try {
      Workflow.newDetachedCancellationScope(phase::open).run();
    } finally {
      memory.evidence().warnings().forEach(LOG::warn);
    }
    if (caller.isCancelRequested()) {
      close("its workflow was cancelled");
      throw new CanceledFailure("cancelled while the session was opened");
    }
    if (memory.sessionId == null) {
      throw Failures.of(
          FailureTypes.BROWSER_TASK_TIMED_OUT,
          "no session could be opened within "
              + Words.time(TIME_TO_OPEN)
              + "; the last attempt: "
              + memory.problem,
          memory.evidence());
    }
  }

  public String id() {
    return Objects.requireNonNull(memory.sessionId);
  }

  public @Nullable BrowserSessionOutcome outcome() {
    return memory.outcome;
  }

  public BrowserTaskResult run(BrowserTask task) {
    String problem =
        memory.isClosed()
            ? "the session is closed: it takes no more tasks"
            : SessionJson.problemInSession(task.json());
    if (problem != null) {
      throw refused(problem);
    }
    BrowserTask inSession = SessionTasks.inSession(task, id());
    return new ChildRuns(List.of(inSession), 1, ChildWorkflowOptions.getDefaultInstance())
        .all()
        .get(0);
  }

  /** Whatever the scope of the caller is: it must close on every way out. */
  public void close(String why) {
    if (memory.isClosed()) {
      return;
    }
    boolean[] closed = {memory.sessionId == null};
    if (!closed[0]) {
      ClosePhase phase = new ClosePhase(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE);
      Workflow.newDetachedCancellationScope(() -> closed[0] = phase.close(id(), why)).run();
    }
    memory.outcome = closed[0] ? BrowserSessionOutcome.CLOSED : BrowserSessionOutcome.UNCONFIRMED;
    if (!closed[0]) {
      LOG.warn(SessionMemory.notSeenToClose(id()));
    }
  }

  private static RuntimeException refused(String sentence) {
    return Failures.of(FailureTypes.INVALID_REQUEST, sentence);
  }
}
