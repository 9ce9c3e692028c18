package com.browseruse.temporal.activities.internal;

import com.browseruse.temporal.activities.OrphanedTaskActivities;
import com.browseruse.temporal.activities.internal.lists.Sleeper;
import com.browseruse.temporal.activities.internal.lists.TaskLists;
import com.browseruse.temporal.activities.internal.orphans.OrphanSearch;
import com.browseruse.temporal.activities.internal.orphans.OrphanedSessionSearch;
import com.browseruse.temporal.activities.internal.orphans.OwnerLookup;
import com.browseruse.temporal.activities.internal.results.ActivityFailures;
import com.browseruse.temporal.client.BrowserUseClient;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import java.time.Duration;

/** The reaper's activities on top of a {@link BrowserUseClient}. */
public final class OrphanedTaskActivitiesImpl implements OrphanedTaskActivities {
  private final BrowserUseClient client;
  private final TaskLists lists;

  private OrphanedTaskActivitiesImpl(BrowserUseClient client) {
    this.client = client;
    this.lists = new TaskLists(client, Sleeper.REAL);
  }

  public static OrphanedTaskActivities create(BrowserUseClient client) {
    return BackgroundHeartbeats.around(
        OrphanedTaskActivities.class, new OrphanedTaskActivitiesImpl(client));
  }

  @Override
  public Found findOrphanedTasks(Search input) {
    return ActivityFailures.call(() -> search().find(input));
  }

  @Override
  public StopResult stopOrphanedTask(Stop input) {
    return ActivityFailures.call(() -> search().stop(input));
  }

  @Override
  public FoundSessions findOrphanedSessions(SessionSearch input) {
    return ActivityFailures.call(() -> sessions().find(input));
  }

  @Override
  public SessionStopResult stopOrphanedSession(SessionStop input) {
    return ActivityFailures.call(() -> sessions().stop(input));
  }

  private OrphanSearch search() {
    ActivityExecutionContext context = Activity.getExecutionContext();
    return new OrphanSearch(client, lists, owners(context), limit(context));
  }

  private OrphanedSessionSearch sessions() {
    ActivityExecutionContext context = Activity.getExecutionContext();
    return new OrphanedSessionSearch(
        client, lists, context.getWorkflowClient(), owners(context), limit(context));
  }

  /** Whoever asks is a workflow that surely exists. */
  private static OwnerLookup owners(ActivityExecutionContext context) {
    ActivityInfo info = context.getInfo();
    return new OwnerLookup(
        context.getWorkflowClient(), info.isInWorkflow() ? info.getWorkflowId() : null);
  }

  private static Duration limit(ActivityExecutionContext context) {
    return context.getInfo().getStartToCloseTimeout();
  }
}
