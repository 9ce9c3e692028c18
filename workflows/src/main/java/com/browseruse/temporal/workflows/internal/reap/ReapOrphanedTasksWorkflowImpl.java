package com.browseruse.temporal.workflows.internal.reap;

import com.browseruse.temporal.workflows.ReapInput;
import com.browseruse.temporal.workflows.ReapResult;
import com.browseruse.temporal.workflows.internal.input.RawInput;
import com.browseruse.temporal.workflows.internal.run.CancellableWaits;
import com.browseruse.temporal.workflows.internal.run.ContinuedRun;
import com.browseruse.temporal.workflows.internal.run.Failures;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import java.time.Instant;

/** The reaper: goes through the list, page by page. */
public class ReapOrphanedTasksWorkflowImpl implements ReapOrphanedTasksEntry {
  private final ReapTally tally = new ReapTally();
  private ReapInput input = ReapInput.dryRun();

  protected long longHistory() {
    return ContinuedRun.LONG_HISTORY;
  }

  @Override
  public ReapResult reap(RawValue raw, RawValue rawCarry) {
    boolean continued = Workflow.getInfo().getContinuedExecutionRunId().isPresent();
    ReapCarry carry;
    try {
      input = RawInput.readReap(raw);
      carry = ContinuedRun.read(rawCarry, continued, ReapCarry.class, ReapCarry::isComplete);
    } catch (IllegalArgumentException e) {
      throw ContinuedRun.refusal(rawCarry, continued, e);
    }
    if (carry != null) {
      tally.restore(carry);
    }
    Instant startedAt = carry == null ? CancellableWaits.now() : carry.startedAt();
    Reaping reaping = new Reaping(input, startedAt, carry == null ? 0 : carry.taken(), tally);
    Integer page = carry == null ? 1 : carry.page();
    show(false);
    try {
      while (page != null) {
        page = reaping.goOn(page);
        show(page == null);
        if (page != null && ContinuedRun.isDue(longHistory())) {
          Workflow.continueAsNew(
              ContinueAsNewOptions.newBuilder().build(),
              raw,
              ContinuedRun.write(tally.carry(startedAt, page, reaping.taken())));
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

  private void show(boolean done) {
    Workflow.setCurrentDetails(ReapDetails.markdown(progress(), done));
  }
}
