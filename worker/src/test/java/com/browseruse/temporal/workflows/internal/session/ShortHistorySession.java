package com.browseruse.temporal.workflows.internal.session;

import com.browseruse.temporal.activities.BrowserUseActivities;
import com.browseruse.temporal.activities.internal.BrowserSessionActivitiesImpl;
import com.browseruse.temporal.activities.internal.create.SessionQueue;
import com.browseruse.temporal.client.BrowserUseClient;
import io.temporal.common.converter.RawValue;
import io.temporal.worker.Worker;
import io.temporal.workflow.WorkflowInit;

/** A session to which a history of a task or two is long. */
public final class ShortHistorySession extends RunBrowserSessionWorkflowImpl {
  private static final long EVENTS = 30;

  @WorkflowInit
  public ShortHistorySession(RawValue rawInput, RawValue rawMemory, RawValue rawRest) {
    super(rawInput, rawMemory, rawRest);
  }

  @Override
  long longHistory() {
    return EVENTS;
  }

  /** Registers what the plugin does, with this session in place of the usual one. */
  public static void register(Worker worker, BrowserUseClient client) {
    worker.registerWorkflowImplementationTypes(ShortHistorySession.class);
    worker.registerActivitiesImplementations(
        BrowserUseActivities.implementations(
            BrowserSessionActivitiesImpl.create(client, new SessionQueue(0))));
  }
}
