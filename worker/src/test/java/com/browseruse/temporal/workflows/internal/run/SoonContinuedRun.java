package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivitiesOptions;
import com.browseruse.temporal.activities.BrowserUseActivities;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import io.temporal.common.SimplePlugin;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.converter.RawValue;
import io.temporal.worker.WorkerPlugin;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowVersioningBehavior;

/** A run to which a history of a minute is long, so that it continues as new soon. */
public final class SoonContinuedRun extends RunBrowserTaskWorkflowImpl {
  private static final long EVENTS = 60;

  @WorkflowInit
  public SoonContinuedRun(RawValue rawInput, RawValue rawMemory, RawValue rawRest) {
    super(rawInput, rawMemory, rawRest);
  }

  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
  public BrowserTaskResult run(RawValue rawInput, RawValue rawMemory, RawValue rawRest) {
    return super.run(rawInput, rawMemory, rawRest);
  }

  @Override
  long longHistory() {
    return EVENTS;
  }

  /** What the plugin does, with this run in place of the usual one. */
  public static WorkerPlugin plugin(BrowserUseClient client) {
    return SimplePlugin.newBuilder("soon-continued")
        .initializeWorker(
            (queue, worker) -> {
              worker.registerWorkflowImplementationTypes(SoonContinuedRun.class);
              worker.registerActivitiesImplementations(
                  BrowserUseActivities.create(
                          client, BrowserTaskActivitiesOptions.getDefaultInstance())
                      .tasks());
            })
        .build();
  }
}
