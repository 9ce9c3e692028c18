package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.caller.BrowserSessionHandle;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import com.browseruse.temporal.workflows.session.RunBrowserSessionWorkflow;
import com.google.protobuf.ByteString;
import io.temporal.api.filter.v1.WorkflowTypeFilter;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.ListOpenWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListOpenWorkflowExecutionsResponse;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends the runs and sessions of a server that is about to end itself: cancels what is open, and
 * waits until each has stopped its task, or closed its browser.
 */
public final class OpenRuns {
  /** A run may show up in the list a moment after its start. */
  private static final Duration LIST_LAG = Duration.ofMillis(500);

  private static final Duration NO_LIMIT = Duration.ofDays(365);

  /** How long a run that no worker has ever taken up is waited for; its history is no longer. */
  private static final Duration UNTOUCHED_LIMIT = Duration.ofSeconds(10);

  private static final int UNTOUCHED_EVENTS = 3;

  private final TemporalConnection temporal;
  private final Map<String, String> left = new ConcurrentSkipListMap<>();
  private final Set<String> untouched = ConcurrentHashMap.newKeySet();

  public OpenRuns(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  /** The ids of runs that have not ended yet, with the ids of their tasks; empty if unknown. */
  public Map<String, String> left() {
    return new TreeMap<>(left);
  }

  /**
   * Cancels all and waits for them; tells how each ended. Runs that are started meanwhile are
   * ended, too.
   */
  public void end(BiConsumer<String, RunOutcome> tell) {
    for (int quiet = 0; quiet < 2; quiet++) {
      List<CompletableFuture<?>> ends = new ArrayList<>();
      list(RunBrowserSessionWorkflow.TYPE)
          .forEach(id -> ends.add(WaitClock.SYSTEM.async(() -> endSession(id, tell))));
      list(RunBrowserTaskWorkflow.TYPE)
          .forEach(id -> ends.add(WaitClock.SYSTEM.async(() -> end(id, tell))));
      if (!ends.isEmpty()) {
        quiet = 0;
        WaitClock.SYSTEM.await(
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)), NO_LIMIT);
      }
      WaitClock.SYSTEM.await(new CompletableFuture<>(), LIST_LAG);
    }
  }

  private @Nullable Void end(String id, BiConsumer<String, RunOutcome> tell) {
    Runs.Found found = Runs.find(temporal, id);
    if (!found.isRunning()) {
      return null;
    }
    BrowserTaskEvidence memo = found.memo();
    left.put(id, memo == null || memo.taskId() == null ? "" : memo.taskId());
    found.run().cancel();
    await(id, found.run().workflow(), () -> RunOutcome.of(found.run()), tell);
    return null;
  }

  private @Nullable Void endSession(String id, BiConsumer<String, RunOutcome> tell) {
    BrowserSessionHandle session = BrowserTasks.create(temporal.client()).findSession(id);
    left.put(id, "");
    session.cancel();
    await(id, session.workflow(), () -> outcome(session), tell);
    return null;
  }

  /** Null if it had closed by itself before the cancel reached it. */
  private static @Nullable RunOutcome outcome(BrowserSessionHandle session) {
    try {
      session.result();
      return null;
    } catch (BrowserTaskException e) {
      return RunOutcome.failed(e, null);
    }
  }

  private void await(
      String id,
      WorkflowStub workflow,
      Supplier<@Nullable RunOutcome> end,
      BiConsumer<String, RunOutcome> tell) {
    CompletableFuture<@Nullable RunOutcome> outcome = WaitClock.SYSTEM.async(end);
    WaitClock.SYSTEM.await(outcome, UNTOUCHED_LIMIT);
    if (!outcome.isDone() && workflow.describe().getHistoryLength() <= UNTOUCHED_EVENTS) {
      untouched.add(id);
    } else {
      RunOutcome ended = outcome.join();
      if (ended != null) {
        tell.accept(id, ended);
      }
    }
    left.remove(id);
  }

  private List<String> list(String type) {
    List<String> ids = new ArrayList<>();
    ByteString page = ByteString.EMPTY;
    do {
      ListOpenWorkflowExecutionsResponse response =
          temporal
              .client()
              .getWorkflowServiceStubs()
              .blockingStub()
              .listOpenWorkflowExecutions(
                  ListOpenWorkflowExecutionsRequest.newBuilder()
                      .setNamespace(temporal.namespace())
                      .setTypeFilter(WorkflowTypeFilter.newBuilder().setName(type))
                      .setNextPageToken(page)
                      .build());
      for (WorkflowExecutionInfo run : response.getExecutionsList()) {
        ids.add(run.getExecution().getWorkflowId());
      }
      page = response.getNextPageToken();
    } while (!page.isEmpty());
    ids.removeAll(untouched);
    return ids;
  }
}
