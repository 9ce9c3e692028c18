package com.browseruse.temporal.activities.internal;

import com.browseruse.temporal.activities.FindOrphanedTasksInput;
import com.browseruse.temporal.activities.FoundLiveTasks;
import com.browseruse.temporal.activities.OrphanedTaskActivities;
import com.browseruse.temporal.activities.StopOrphanedTaskAnswer;
import com.browseruse.temporal.activities.StopOrphanedTaskInput;
import com.browseruse.temporal.activities.internal.orphans.OrphanSearch;
import com.browseruse.temporal.activities.internal.orphans.OwnerLookup;
import com.browseruse.temporal.client.BrowserUseClient;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;

/** The reaper's activities on top of a {@link BrowserUseClient}. */
public final class OrphanedTaskActivitiesImpl implements OrphanedTaskActivities {
  private final BrowserUseClient client;

  private OrphanedTaskActivitiesImpl(BrowserUseClient client) {
    this.client = client;
  }

  /**
   * Creates the activities.
   *
   * @param client what they call; stays the caller's to close
   * @return the activities, to be registered on a worker
   */
  public static OrphanedTaskActivities create(BrowserUseClient client) {
    return BackgroundHeartbeats.around(
        OrphanedTaskActivities.class, new OrphanedTaskActivitiesImpl(client));
  }

  @Override
  public FoundLiveTasks findOrphanedTasks(FindOrphanedTasksInput input) {
    return ActivityFailures.call(() -> search().find(input));
  }

  @Override
  public StopOrphanedTaskAnswer stopOrphanedTask(StopOrphanedTaskInput input) {
    return ActivityFailures.call(() -> search().stop(input));
  }

  private OrphanSearch search() {
    ActivityExecutionContext context = Activity.getExecutionContext();
    ActivityInfo info = context.getInfo();
    return new OrphanSearch(
        client,
        new OwnerLookup(
            context.getWorkflowClient(), info.isInWorkflow() ? info.getWorkflowId() : null));
  }
}
