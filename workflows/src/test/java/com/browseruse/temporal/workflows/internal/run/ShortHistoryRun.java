package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import io.temporal.common.converter.RawValue;
import io.temporal.worker.Worker;
import io.temporal.workflow.WorkflowInit;

/** A run to which a short history is long, so that it continues as new soon. */
public final class ShortHistoryRun extends RunBrowserTaskWorkflowImpl {
  private static final long EVENTS = 60;

  @WorkflowInit
  public ShortHistoryRun(RawValue rawInput, RawValue rawMemory, RawValue rawRest) {
    super(rawInput, rawMemory, rawRest);
  }

  @Override
  long longHistory() {
    return EVENTS;
  }

  /** Registers what the plugin does, with this run in place of the usual one. */
  public static void register(Worker worker, BrowserTaskActivities activities) {
    worker.registerWorkflowImplementationTypes(ShortHistoryRun.class);
    worker.registerActivitiesImplementations(activities);
  }
}
