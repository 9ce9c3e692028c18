package com.browseruse.temporal.workflows.internal.batch;

import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.internal.batch.BatchActivities.Found;
import com.browseruse.temporal.workflows.internal.batch.BatchActivities.Run;
import com.browseruse.temporal.workflows.internal.batch.BatchActivities.Search;
import com.browseruse.temporal.workflows.internal.input.InputHash;
import com.browseruse.temporal.workflows.internal.json.RawJson;
import com.browseruse.temporal.workflows.internal.run.ActivityStubs;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lines whose ids have runs already, of an earlier run of the batch: they keep their results,
 * or run again, or wait until their earlier run has ended.
 */
final class KnownRuns {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** The questions about all lines of a part. */
  private static final Duration SEARCH = Duration.ofMinutes(10);

  private final String batchId;
  private final Map<String, BrowserTask> refused = new LinkedHashMap<>();
  private boolean isActive;
  private boolean isSearching;
  private boolean isFresh;
  private boolean hasSearchedAll;
  private boolean isOver;

  KnownRuns(String batchId) {
    this.batchId = batchId;
  }

  /** What to do about lines. */
  interface Judge {
    /** It has its result, or cannot run. */
    void ended(String id, BatchJson.Line line);

    /** It is to run. */
    void start(String id, WorkflowIdReusePolicy reuse);
  }

  /** Takes a line that Temporal has refused to start. */
  void refused(String id, BrowserTask task) {
    refused.put(id, task);
    isFresh = true;
  }

  boolean isActive() {
    return isActive;
  }

  /** Whether an answer is about to come that may save starts in vain. */
  boolean isSearching() {
    return isSearching;
  }

  /** Whether nothing is asked any more. */
  boolean isOver() {
    return isOver;
  }

  /** Asks no more. */
  void end() {
    isOver = true;
  }

  /** Asks until nothing is left to be asked about; the first time about all other lines, too. */
  void search(Map<String, BrowserTask> unstarted, Judge judge) {
    isActive = true;
    Duration pause = FIRST_PAUSE;
    while (!refused.isEmpty() && !isOver) {
      isFresh = false;
      Map<String, BrowserTask> asked = new LinkedHashMap<>(refused);
      if (!hasSearchedAll) {
        hasSearchedAll = true;
        asked.putAll(unstarted);
      }
      isSearching = true;
      Map<String, Run> runs = find(List.copyOf(asked.keySet()));
      isSearching = false;
      if (!isOver) {
        asked.forEach((id, task) -> judge(id, task, runs.get(id), judge));
      }
      if (!refused.isEmpty() && !isOver && !isFresh) {
        pause(pause);
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      }
    }
    isActive = false;
  }

  private Map<String, Run> find(List<String> ids) {
    return RawJson.read(
            ActivityStubs.stub(
                    BatchActivities.class,
                    ActivityStubs.abandoned(ActivityStubs.options(SEARCH, null)),
                    "find out which lines have run before")
                .findBrowserTaskBatchRuns(RawJson.of(new Search(batchId, ids))),
            Found.class)
        .runs()
        .stream()
        .collect(Collectors.toMap(Run::id, run -> run));
  }

  private void judge(String id, BrowserTask task, @Nullable Run run, Judge judge) {
    String hash = run == null ? null : run.inputHash();
    if (hash != null && !hash.equals(InputHash.of(task))) {
      refused.remove(id);
      judge.ended(id, LineEnds.otherTask(id));
    } else if (run == null || !run.isRunning()) {
      BatchJson.Line line = run == null ? null : run.line();
      refused.remove(id);
      if (line == null) {
        judge.start(id, WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY);
      } else if (line.outcome() == BrowserTaskOutcome.STOPPED
          || line.outcome() == BrowserTaskOutcome.UNKNOWN) {
        // It was stopped before it had done its work.
        judge.start(id, WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE);
      } else {
        judge.ended(id, line);
      }
    }
  }

  private void pause(Duration time) {
    CancellationScope wait =
        Workflow.newCancellationScope(
            () -> {
              Promise<Void> timer =
                  Workflow.newTimer(
                      time,
                      TimerOptions.newBuilder()
                          .setSummary("an earlier run of a line still lasts")
                          .build());
              timer.handle((fired, cancelled) -> null);
              Workflow.await(() -> timer.isCompleted() || isFresh || isOver);
            });
    wait.run();
    wait.cancel();
  }
}
