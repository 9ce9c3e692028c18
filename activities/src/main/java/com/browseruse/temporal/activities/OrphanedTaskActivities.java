package com.browseruse.temporal.activities;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * Finds and stops remote tasks that no workflow owns any more. Both ask Temporal as well as Browser
 * Use Cloud: Temporal with the client of the worker they run on, in its namespace. A task of
 * another namespace, or without our markers, is never touched. To be called from a workflow.
 */
@ActivityInterface
public interface OrphanedTaskActivities {

  /**
   * Looks through some pages of the list of remote tasks for live ones of ours, and asks Temporal
   * who owns them. Where lists do not tell the markers, each live task is read.
   *
   * @param input where to look
   * @return the live tasks of ours, with a verdict each
   */
  @ActivityMethod
  FoundLiveTasks findOrphanedTasks(FindOrphanedTasksInput input);

  /**
   * Asks once more who owns a task, and stops it if nobody does. Its session is left as it is:
   * whether a caller gave it cannot be told, and one that was made for the task closes with it.
   *
   * @param input which task
   * @return whether it was told to stop, which does not mean that it has stopped
   */
  @ActivityMethod
  StopOrphanedTaskAnswer stopOrphanedTask(StopOrphanedTaskInput input);
}
