package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreateBrowserTaskInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.task.FailureTypes.CreateFailureDetail;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOptions;
import com.browseruse.temporal.workflows.StopOutcome;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The create of a run: ends with one task, or with all stopped that it may have made. */
record CreatePhase(
    BrowserTask input,
    RunMemory memory,
    CancellableWaits waits,
    DuplicateLookup duplicates,
    StopPhase stopPhase) {
  /** How long the API's list is given to catch up. */
  private static final Duration LIST_LAG = Duration.ofSeconds(2);

  private static final String LOOKUP = "look for a task that the create has made";

  /** Creates the task, or says why the run must end; throws if the create failed for good. */
  Optional<EndReason> create() {
    Optional<EndReason> unwanted = waits.endReason();
    if (unwanted.isPresent()) {
      memory.stopped(StopOutcome.STOPPED, null);
      return unwanted;
    }
    CreateBrowserTaskInput create =
        new CreateBrowserTaskInput(
            input.request(), input.secretRefs(), memory.createKey(), needs(input.options()));
    try {
      memory.created(
          waits.callToTheEnd(
              () -> ActivityStubs.create("create the task").createBrowserTask(create)),
          CancellableWaits.now());
      return Optional.empty();
    } catch (ActivityFailure e) {
      Optional<EndReason> reason = waits.endReason();
      boolean unclear = isUnclear(e);
      if (reason.isPresent() || unclear) {
        stopWhatWasMade(reason.orElse(EndReason.FAILED), unclear);
      }
      if (reason.isEmpty()) {
        throw e;
      }
      return reason;
    }
  }

  /** What the create must refuse if it is not to be had; null for nothing. */
  private static @Nullable Set<String> needs(BrowserTaskOptions options) {
    Set<String> needs = new TreeSet<>();
    if (options.maxCostUsd() != null) {
      needs.add(ApiFeature.TASK_COST.name());
    }
    if (options.collectLogs()) {
      needs.add(ApiFeature.TASK_LOGS.name());
    }
    if (options.collectLogs() || options.collectOutputFiles()) {
      needs.add(CreateBrowserTaskInput.ARTIFACT_STORE);
    }
    return needs.isEmpty() ? null : needs;
  }

  /** Whether it may have made a task: only its own detail can say that it surely did not. */
  private static boolean isUnclear(ActivityFailure failure) {
    try {
      return !(failure.getCause() instanceof ApplicationFailure cause)
          || cause.getDetails().getSize() == 0
          || cause.getDetails().get(CreateFailureDetail.class).unclear();
    } catch (DataConverterException e) {
      // A detail of somebody else's activities.
      return true;
    }
  }

  /** The evidence names the first task; but that one of them may be alive is what counts. */
  private void stopWhatWasMade(EndReason why, boolean unclear) {
    memory.stopping(CancellableWaits.now());
    Optional<List<CreatedBrowserTask>> made = findMade(unclear);
    StopOutcome all = made.isPresent() ? StopOutcome.STOPPED : StopOutcome.UNCONFIRMED;
    for (CreatedBrowserTask task : made.orElse(List.of())) {
      boolean isFirst = !memory.hasTask();
      if (isFirst) {
        memory.foundAfterFailedCreate(task);
      }
      StopPhase.Stopped stopped = stopPhase.stop(task.taskId(), why.text);
      if (isFirst) {
        all = stopped.outcome();
        memory.stopped(all, stopped.last());
      } else if (stopped.outcome() == StopOutcome.UNCONFIRMED) {
        all = StopOutcome.UNCONFIRMED;
        duplicates.warnOf(task.taskId());
      }
    }
    memory.stopped(all, null);
  }

  /** Looks for what the create made, again since lists lag. Empty if no lookup worked. */
  private Optional<List<CreatedBrowserTask>> findMade(boolean unclear) {
    Optional<List<CreatedBrowserTask>> found = duplicates.find(LOOKUP, StopPhase.SEND_BOUND);
    for (Duration pause :
        unclear ? List.of(LIST_LAG, DuplicateLookup.LATE_COMMIT) : List.of(LIST_LAG)) {
      if (found.isEmpty() || !found.get().isEmpty()) {
        break;
      }
      CancellableWaits.sleep(pause, "wait until the list of tasks has caught up");
      found = duplicates.find(LOOKUP + ", again", StopPhase.SEND_BOUND);
    }
    return found;
  }
}
