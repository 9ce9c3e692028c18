package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.util.Map;

/** Continues a run as new before its history grows long. */
public final class Continuation {

  /**
   * Far below the 10 240 at which Temporal warns, since a worker that takes over a run reads its
   * whole history; a poll takes about 11.
   */
  public static final long LONG_HISTORY = 3_800;

  private final RawValue input;
  private final long longHistory;

  Continuation(RawValue input, long longHistory) {
    this.input = input;
    this.longHistory = longHistory;
  }

  /** Does not return if it continues as new. */
  void continueIfLong(RunState state) {
    WorkflowInfo info = Workflow.getInfo();
    boolean isLong = info.isContinueAsNewSuggested() || info.getHistoryLength() >= longHistory;
    if (isLong && Workflow.isEveryHandlerFinished()) {
      ContinueAsNewOptions options =
          ContinueAsNewOptions.newBuilder()
              // Unlike search attributes, the memo is not carried over by itself.
              .setMemo(Map.of(BrowserTaskEvidence.MEMO_KEY, state.facts()))
              .build();
      Workflow.continueAsNew(options, input, RawCarry.write(state.carry(Interrupts.now())));
    }
  }
}
