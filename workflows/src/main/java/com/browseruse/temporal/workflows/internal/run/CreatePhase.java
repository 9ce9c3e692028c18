package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.CreateBrowserTaskInput;
import com.browseruse.temporal.activities.CreatedBrowserTask;
import com.browseruse.temporal.activities.TaskNeed;
import com.browseruse.temporal.activities.internal.create.CreateFailureDetail;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskInput;
import com.browseruse.temporal.workflows.BrowserTaskOptions;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.StopOutcome;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The create of a run: it ends with one task, or with none. */
final class CreatePhase {
  private final BrowserTaskInput input;
  private final RunState state;
  private final Interrupts interrupts;
  private final TwinWatch twins;

  CreatePhase(BrowserTaskInput input, RunState state, Interrupts interrupts, TwinWatch twins) {
    this.input = input;
    this.state = state;
    this.interrupts = interrupts;
    this.twins = twins;
  }

  /**
   * Creates the task.
   *
   * @return empty if there is a task now; else why the run must end, and nothing of ours is alive
   * @throws ActivityFailure if the create failed for good, and nothing of ours is alive
   */
  Optional<Interruption> create() {
    Optional<Interruption> unwanted = interrupts.reason();
    if (unwanted.isPresent()) {
      state.stop = StopOutcome.STOPPED;
      return unwanted;
    }
    CreateBrowserTaskInput create =
        new CreateBrowserTaskInput(
            input.request(), input.secretRefs(), state.createKey, needs(input.options()));
    try {
      adopt(
          interrupts.callToTheEnd(
              () -> RemoteCalls.creating("create the task").createBrowserTask(create)));
      return Optional.empty();
    } catch (ActivityFailure e) {
      Optional<Interruption> reason = interrupts.reason();
      boolean unclear = isUnclear(e);
      if (reason.isPresent() || unclear) {
        stopWhatWasMade(reason.orElse(Interruption.FAILED), unclear);
      }
      if (reason.isEmpty()) {
        throw e;
      }
      return reason;
    }
  }

  /** What the create must refuse if it is not to be had; null for nothing. */
  private static Set<String> needs(BrowserTaskOptions options) {
    Set<String> needs = new TreeSet<>();
    if (options.maxCostUsd() != null) {
      needs.add(TaskNeed.COST.name());
    }
    if (options.collect().logs()) {
      needs.add(TaskNeed.LOGS.name());
    }
    if (options.collect().isAnything()) {
      needs.add(TaskNeed.ARTIFACT_STORE.name());
    }
    return needs.isEmpty() ? null : needs;
  }

  private void adopt(CreatedBrowserTask created) {
    state.created = created;
    state.createdAt = Interrupts.now();
    state.phase = BrowserTaskPhase.RUNNING;
    twins.created(created);
    // What an operator needs if somebody terminates this run.
    Workflow.upsertMemo(Map.of(BrowserTaskEvidence.MEMO_KEY, state.facts()));
  }

  private void stopWhatWasMade(Interruption why, boolean unclear) {
    state.phase = BrowserTaskPhase.STOPPING;
    Optional<List<CreatedBrowserTask>> made = twins.findMade(unclear);
    state.stop = made.isPresent() ? StopOutcome.STOPPED : StopOutcome.UNCONFIRMED;
    for (CreatedBrowserTask task : made.orElse(List.of())) {
      boolean first = state.created == null;
      state.created = first ? task : state.created;
      StopOutcome outcome = twins.stop(task.taskId(), why);
      // The facts name the first; but that one of them may be alive is what somebody must know.
      state.stop = first || outcome == StopOutcome.UNCONFIRMED ? outcome : state.stop;
      if (!first && outcome == StopOutcome.UNCONFIRMED) {
        twins.warnOf(task.taskId());
      }
    }
  }

  /**
   * Tells whether the create ended without telling what it did: only its own detail can say that it
   * surely did nothing. One that was cancelled between two attempts had looked, but perhaps too
   * early.
   */
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
}
