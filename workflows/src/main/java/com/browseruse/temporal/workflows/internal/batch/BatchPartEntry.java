package com.browseruse.temporal.workflows.internal.batch;

import io.temporal.common.converter.RawValue;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** A part of a batch: the parent of the runs of some lines. */
@WorkflowInterface
public interface BatchPartEntry {
  String TYPE = "RunBrowserTaskBatchPart";
  String ORDER = "order";
  String SLOTS = "slots";

  /** Takes a {@link PartJson.Input}, and gives a {@link PartJson.End}. */
  @WorkflowMethod(name = TYPE)
  RawValue run(RawValue input);

  /** Takes a {@link PartJson.Order}. */
  @SignalMethod(name = ORDER, description = "From the batch: pause, end, or hand slots over.")
  void order(RawValue order);

  /** Takes a number of slots, from the batch or from a part before this one. */
  @SignalMethod(name = SLOTS, description = "From another part: so many more lines may run.")
  void slots(RawValue slots);
}
