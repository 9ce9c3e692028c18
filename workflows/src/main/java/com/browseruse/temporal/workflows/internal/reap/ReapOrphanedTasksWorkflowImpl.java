package com.browseruse.temporal.workflows.internal.reap;

import com.browseruse.temporal.workflows.ReapInput;
import com.browseruse.temporal.workflows.ReapResult;
import com.browseruse.temporal.workflows.internal.input.RawInput;
import com.browseruse.temporal.workflows.internal.run.Failures;
import com.browseruse.temporal.workflows.internal.run.Interrupts;
import com.browseruse.temporal.workflows.internal.run.RawCarry;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Instant;

/** The reaper: goes through the list, page by page. */
public final class ReapOrphanedTasksWorkflowImpl implements ReapOrphanedTasksEntry {
  private final long longHistory;
  private final ReapTally tally = new ReapTally();
  private ReapInput input = ReapInput.dryRun();

  public ReapOrphanedTasksWorkflowImpl(long longHistory) {
    this.longHistory = longHistory;
  }

  @Override
  public ReapResult reap(RawValue raw, RawValue rawCarry) {
    boolean continued = Workflow.getInfo().getContinuedExecutionRunId().isPresent();
    ReapCarry carry;
    try {
      input = RawInput.readReap(raw);
      carry = RawCarry.read(rawCarry, continued, ReapCarry.class, ReapCarry::isComplete);
    } catch (IllegalArgumentException e) {
      throw RawCarry.refusal(rawCarry, continued, e);
    }
    if (carry != null) {
      tally.restore(carry);
    }
    Instant startedAt = carry == null ? Interrupts.now() : carry.startedAt();
    Reaping reaping = new Reaping(input, startedAt, carry == null ? 0 : carry.taken(), tally);
    Integer page = carry == null ? 1 : carry.page();
    show(false);
    try {
      while (page != null) {
        page = reaping.goOn(page);
        show(page == null);
        if (page != null && isLong()) {
          Workflow.continueAsNew(
              ContinueAsNewOptions.newBuilder().build(),
              raw,
              RawCarry.write(tally.carry(startedAt, page, reaping.taken())));
        }
      }
    } catch (ActivityFailure e) {
      if (CancellationScope.current().isCancelRequested()) {
        throw new CanceledFailure("cancelled: no further task is stopped");
      }
      throw Failures.from(e, progress());
    }
    return progress();
  }

  @Override
  public ReapResult progress() {
    return tally.result(input, Workflow.getInfo().getNamespace());
  }

  private boolean isLong() {
    WorkflowInfo info = Workflow.getInfo();
    return info.isContinueAsNewSuggested() || info.getHistoryLength() >= longHistory;
  }

  private void show(boolean done) {
    Workflow.setCurrentDetails(ReapDetails.markdown(progress(), done));
  }
}
