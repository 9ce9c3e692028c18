package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreateBrowserTaskInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.EarlierCreates;
import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.task.FailureTypes.CreateFailureDetail;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.UnclearRequests;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The create of a run: ends with one task, or with all stopped that it may have made. Every attempt
 * is an activity of its own, so that the run always knows what is unclear.
 */
record CreatePhase(
    BrowserTask input,
    RunMemory memory,
    CancellableWaits waits,
    SettlePhase settlePhase,
    Runnable show) {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Creates the task, or says why the run must end; throws if the create failed for good. */
  Optional<EndReason> create(Runnable continueAsNew) {
    for (; ; continueAsNew.run()) {
      Optional<EndReason> reason = waits.endReason();
      if (reason.isPresent()) {
        settlePhase.stopAll(reason.get());
        return reason;
      }
      memory.recordCreateKey(CreatePhase::newCreateKey);
      Instant calledAt = CancellableWaits.now();
      try {
        memory.created(
            waits.callToTheEnd(
                () ->
                    ActivityStubs.create("create the task, attempt " + (memory.creates() + 1))
                        .createBrowserTask(activityInput())),
            CancellableWaits.now());
        settlePhase.begin();
        return Optional.empty();
      } catch (ActivityFailure e) {
        boolean isUnwanted = e.getCause() instanceof CanceledFailure;
        memory.createFailed(
            unclearAfter(e, calledAt),
            isUnwanted ? memory.createProblem() : Failures.message(e),
            CancellableWaits.now());
        if (waits.endReason().isEmpty()) {
          if (Failures.isFinal(e)) {
            settlePhase.stopAll(EndReason.FAILED);
            throw e;
          }
          show.run();
          waits.sleepUntilEnd(pause(e), "attempt " + (memory.creates() + 1) + " to create");
        }
      }
    }
  }

  /** Recorded, since a run that is reset asks for what the run before has sent. */
  private static String newCreateKey() {
    WorkflowInfo info = Workflow.getInfo();
    return Workflow.sideEffect(
        String.class,
        () ->
            TaskMarkers.createKeyOfRun(info.getNamespace(), info.getWorkflowId(), info.getRunId()));
  }

  private CreateBrowserTaskInput activityInput() {
    return new CreateBrowserTaskInput(
        input.request(),
        input.secretRefs(),
        memory.createKey(),
        needs(input.options()),
        memory.creates() == 0
            ? null
            : new EarlierCreates(memory.creates(), memory.unclear(), memory.startedAt()));
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

  /** What is unclear after a failure: only its own detail can say that it surely made nothing. */
  private @Nullable UnclearRequests unclearAfter(ActivityFailure failure, Instant calledAt) {
    if (failure.getCause() instanceof CanceledFailure) {
      // It never began, or gave up before it had sent anything.
      return memory.unclear();
    }
    Optional<CreateFailureDetail> detail = Failures.createDetail(failure);
    return detail.isPresent()
        ? detail.get().unclear()
        : UnclearRequests.unite(
            memory.unclear(), new UnclearRequests(calledAt, CancellableWaits.now()));
  }

  private Duration pause(ActivityFailure failure) {
    Duration told =
        failure.getCause() instanceof ApplicationFailure cause ? cause.getNextRetryDelay() : null;
    if (told != null) {
      return told;
    }
    Duration grown = FIRST_PAUSE.multipliedBy(1L << Math.min(memory.creates() - 1, 10));
    return grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE;
  }
}
