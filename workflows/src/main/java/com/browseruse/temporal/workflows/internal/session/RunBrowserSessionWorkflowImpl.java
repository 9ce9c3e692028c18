package com.browseruse.temporal.workflows.internal.session;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.internal.input.InputHash;
import com.browseruse.temporal.workflows.internal.input.InputReader;
import com.browseruse.temporal.workflows.internal.input.SessionJson;
import com.browseruse.temporal.workflows.internal.run.CancellableWaits;
import com.browseruse.temporal.workflows.internal.run.ContinuedRun;
import com.browseruse.temporal.workflows.internal.run.Failures;
import com.browseruse.temporal.workflows.internal.run.TemporalTimeout;
import com.browseruse.temporal.workflows.internal.run.Words;
import com.browseruse.temporal.workflows.session.BrowserSession;
import com.browseruse.temporal.workflows.session.BrowserSessionEndReason;
import com.browseruse.temporal.workflows.session.BrowserSessionOutcome;
import com.browseruse.temporal.workflows.session.BrowserSessionProgress;
import com.browseruse.temporal.workflows.session.BrowserSessionResult;
import com.browseruse.temporal.workflows.session.RunBrowserSessionWorkflow;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.WorkflowInit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The workflow of a session: its handlers, and its life from the open to the close. */
public class RunBrowserSessionWorkflowImpl implements RunBrowserSessionEntry {
  /** Beyond this no task is taken until the history is a new one: Temporal ends it at 50 MiB. */
  private static final long LARGE_HISTORY_BYTES = 10L * 1024 * 1024;

  /** As many bytes as Temporal takes for the id of a workflow. */
  private static final int LONGEST_ID = 1000;

  private final SessionMemory memory;
  private final SessionTasks tasks;

  /** Null if the workflow cannot begin, and {@link #refusal} says why. */
  private @Nullable BrowserSession input;

  private @Nullable RuntimeException refusal;
  private @Nullable CancellationScope workflow;
  private @Nullable Promise<Void> maxAge;

  /** Before the first handler, so that what a signal says is not overwritten by the memory. */
  @WorkflowInit
  public RunBrowserSessionWorkflowImpl(
      RawValue rawInput, RawValue rawMemory, @Nullable RawValue rawRest) {
    boolean continued = Workflow.getInfo().getContinuedExecutionRunId().isPresent();
    SessionMemory read = null;
    try {
      BrowserSession session = new BrowserSession(SessionJson.read(rawInput));
      read =
          ContinuedRun.read(rawMemory, continued, SessionMemory.class, SessionMemory::isComplete);
      if (!InputReader.isNone(rawRest)) {
        throw new IllegalArgumentException(
            "input must be one JSON object, without a second argument");
      }
      input = session;
    } catch (IllegalArgumentException e) {
      refusal = ContinuedRun.refusal(rawMemory, continued, e, new SessionMemory().evidence());
    }
    memory = read == null ? new SessionMemory() : read;
    tasks = new SessionTasks(memory);
    if (input != null) {
      if (read == null) {
        begin(input);
      }
      tasks.addInput(input.tasks());
    }
  }

  /** A time-out of Temporal would end the workflow without closing the session. */
  private void begin(BrowserSession session) {
    Instant now = CancellableWaits.now();
    Duration age = session.maxAge();
    Duration left = TemporalTimeout.left(Workflow.getInfo(), now).orElse(age);
    memory.deadline = now.plus(left.compareTo(age) < 0 ? left : age);
    if (left.compareTo(age) < 0) {
      memory.warn(
          "the session closes after "
              + Words.time(left)
              + ", not after its maxAge of "
              + Words.time(age)
              + ": a time-out of the workflow itself would end it without closing the session");
    }
  }

  long longHistory() {
    return ContinuedRun.LONG_HISTORY;
  }

  @Override
  public BrowserSessionResult run(
      RawValue rawInput, RawValue rawMemory, @Nullable RawValue rawRest) {
    BrowserSession session = input;
    if (session == null) {
      if (refusal instanceof ApplicationFailure failure) {
        finishHandlers(BrowserSessionEndReason.FAILED, failure);
      }
      throw Objects.requireNonNull(refusal);
    }
    CancellationScope current = CancellationScope.current();
    workflow = current;
    BrowserSessionResult[] result = new BrowserSessionResult[1];
    Workflow.newDetachedCancellationScope(() -> result[0] = runDetached(session, rawInput, current))
        .run();
    return result[0];
  }

  private BrowserSessionResult runDetached(
      BrowserSession session, RawValue rawInput, CancellationScope workflow) {
    Duration left = Duration.between(CancellableWaits.now(), memory.deadline);
    maxAge =
        Workflow.newTimer(
            left.isNegative() ? Duration.ZERO : left,
            CancellableWaits.summary("maximum age of the session"));
    CancellableWaits.ignoreFailure(maxAge);
    show();
    OpenPhase openPhase = new OpenPhase(session, memory, this::mustEnd, this::show, null);
    if (memory.sessionId == null) {
      try {
        if (openPhase.open()) {
          // What an operator needs if somebody terminates this workflow.
          upsertMemo();
          if (session.exposeLiveUrl()) {
            openPhase.readLiveUrl();
          }
        }
      } catch (ApplicationFailure e) {
        throw failed(e);
      }
    }
    if (memory.sessionId != null) {
      try {
        runTasks(session, rawInput);
      } catch (TemporalFailure e) {
        // Nothing is known that would end here; but nothing may leave the browser open.
        memory.endReason = BrowserSessionEndReason.FAILED;
        closeSession();
        finishHandlers(reason(), SessionTasks.notRun(why()));
        throw e;
      }
    }
    closeSession();
    finishHandlers(reason(), SessionTasks.notRun(why()));
    upsertMemo();
    if (workflow.isCancelRequested()) {
      // Temporal drops the value of a cancelled workflow.
      throw new CanceledFailure("session cancelled");
    }
    if (memory.sessionId == null && memory.endReason == BrowserSessionEndReason.MAX_AGE) {
      throw Failures.of(
          FailureTypes.BROWSER_TASK_TIMED_OUT,
          "no session could be opened within "
              + Words.time(session.maxAge())
              + (memory.problem == null ? "" : "; the last attempt: " + memory.problem),
          memory.evidence());
    }
    return memory.result();
  }

  private ApplicationFailure failed(ApplicationFailure failure) {
    finishHandlers(BrowserSessionEndReason.FAILED, failure);
    if (!FailureTypes.INVALID_REQUEST.equals(failure.getType())) {
      upsertMemo();
    }
    return failure;
  }

  /** Runs what comes, until the session must end. */
  private void runTasks(BrowserSession session, RawValue rawInput) {
    while (!mustEnd()) {
      continueIfLong(rawInput);
      if (!tasks.isEmpty()) {
        memory.idleSince = null;
        tasks.runNext(this::mustEnd, this::why, this::show);
        continue;
      }
      if (memory.idleSince == null) {
        memory.idleSince = CancellableWaits.now();
        // The handler of the last task has its result, and ends in a moment.
        Workflow.await(() -> Workflow.isEveryHandlerFinished() || !tasks.isEmpty() || mustEnd());
        continue;
      }
      Instant now = CancellableWaits.now();
      Instant end = memory.idleSince.plus(session.idleTimeout());
      if (!now.isBefore(end)) {
        memory.endReason = BrowserSessionEndReason.IDLE;
        return;
      }
      memory.idleDeadline = end;
      show();
      if (end.isBefore(memory.deadline)) {
        CancellableWaits.sleepUnless(
            () -> !tasks.isEmpty() || mustEnd(),
            Duration.between(now, end),
            "close the idle session");
      } else {
        // The timer of the maximum age wakes the workflow.
        Workflow.await(() -> !tasks.isEmpty() || mustEnd());
      }
      memory.idleDeadline = null;
    }
  }

  private boolean mustEnd() {
    return memory.endReason != null || whyItMustEnd() != null;
  }

  private @Nullable BrowserSessionEndReason whyItMustEnd() {
    if (workflow != null && workflow.isCancelRequested()) {
      return BrowserSessionEndReason.CANCELLED;
    }
    if (memory.closeRequested) {
      return BrowserSessionEndReason.CLOSE_REQUESTED;
    }
    if (memory.hasEndedByItself) {
      return BrowserSessionEndReason.ENDED_BY_ITSELF;
    }
    // The clock of a server that takes over may be a moment behind the timer.
    return maxAge != null && maxAge.isCompleted()
            || !CancellableWaits.now().isBefore(memory.deadline)
        ? BrowserSessionEndReason.MAX_AGE
        : null;
  }

  /** Why the session ends, once it must; the first reason is kept. */
  private BrowserSessionEndReason reason() {
    if (memory.endReason == null) {
      BrowserSessionEndReason reason = whyItMustEnd();
      memory.endReason = reason == null ? BrowserSessionEndReason.FAILED : reason;
    }
    return memory.endReason;
  }

  private String why() {
    return "the session ended: " + reason().text();
  }

  private void closeSession() {
    BrowserSessionEndReason reason = reason();
    show();
    String id = memory.sessionId;
    boolean closed = id == null || new ClosePhase(null).close(id, reason.text());
    if (id != null && !closed) {
      memory.warn(SessionMemory.notSeenToClose(id));
    }
    memory.outcome = closed ? BrowserSessionOutcome.CLOSED : BrowserSessionOutcome.UNCONFIRMED;
  }

  /** The last that is done: no handler is cut off. */
  private void finishHandlers(BrowserSessionEndReason reason, ApplicationFailure forTasks) {
    memory.endReason = reason;
    if (memory.outcome == null) {
      memory.outcome = BrowserSessionOutcome.CLOSED;
    }
    tasks.failAll(forTasks);
    memory.closedAt = CancellableWaits.now();
    if (input != null) {
      show();
    }
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  /** Not while an update waits: it would be cut off, and its caller would not know of what. */
  private void continueIfLong(RawValue rawInput) {
    if (ContinuedRun.isDue(longHistory()) && Workflow.isEveryHandlerFinished()) {
      Map<String, Object> memo = new LinkedHashMap<>(memo());
      String hash = Workflow.getMemo(InputHash.MEMO_KEY, String.class, String.class);
      if (hash != null) {
        memo.put(InputHash.MEMO_KEY, hash);
      }
      Workflow.continueAsNew(
          ContinueAsNewOptions.newBuilder().setMemo(memo).build(),
          rawInput,
          ContinuedRun.write(memory));
    }
  }

  private Map<String, Object> memo() {
    return Map.of(BrowserTaskEvidence.MEMO_KEY, memory.memo());
  }

  private void upsertMemo() {
    Workflow.upsertMemo(memo());
  }

  private void show() {
    Workflow.setCurrentDetails(SessionDetails.markdown(progress()));
  }

  @Override
  public void checkRunTask(@Nullable RawValue task) {
    String problem = problem(task);
    if (problem != null) {
      throw Failures.refusedUpdate(problem, memory.evidence());
    }
  }

  private @Nullable String problem(@Nullable RawValue raw) {
    if (memory.isClosed() || memory.endReason != null || memory.closeRequested) {
      return "the session is closing: it takes no more tasks";
    }
    int unfinished = tasks.unfinishedUpdates();
    if (unfinished >= RunBrowserSessionWorkflow.MOST_WAITING_TASKS) {
      return "the session has %d tasks that run or wait: try again when one is over"
          .formatted(unfinished);
    }
    WorkflowInfo info = Workflow.getInfo();
    if (unfinished > 0
        && (info.getHistoryLength() >= 2 * longHistory()
            || info.getHistorySize() >= LARGE_HISTORY_BYTES)) {
      return "the session has run many tasks, and makes room for more once those that wait are"
          + " over: try again then";
    }
    if (workflowId().getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
      return "the ids of the session and of the update must have fewer than %d bytes together"
          .formatted(LONGEST_ID);
    }
    try {
      return SessionJson.problemInSession(InputReader.read(InputReader.json(raw)));
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String workflowId() {
    return TaskMarkers.sessionTaskId(
        Workflow.getInfo().getWorkflowId(),
        Workflow.getCurrentUpdateInfo().orElseThrow().getUpdateId());
  }

  @Override
  public BrowserTaskResult runTask(@Nullable RawValue raw) {
    BrowserTask task = InputReader.read(raw);
    String workflowId = workflowId();
    if (memory.isClosed()) {
      throw SessionTasks.notRun(why());
    }
    BrowserTaskResult[] result = new BrowserTaskResult[1];
    // Detached: who waits gets what became of the task although the session is cancelled.
    Workflow.newDetachedCancellationScope(() -> result[0] = tasks.run(workflowId, task)).run();
    return result[0];
  }

  @Override
  public BrowserSessionResult close() {
    memory.closeRequested = true;
    Workflow.newDetachedCancellationScope(() -> Workflow.await(() -> memory.closedAt != null))
        .run();
    return memory.result();
  }

  @Override
  public void requestClose() {
    memory.closeRequested = true;
  }

  @Override
  public BrowserSessionProgress progress() {
    return memory.progress(tasks.waiting());
  }
}
