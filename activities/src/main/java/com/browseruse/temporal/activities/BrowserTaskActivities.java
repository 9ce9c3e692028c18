package com.browseruse.temporal.activities;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * The calls of Browser Use Cloud as activities: one record in, one small record out.
 *
 * <p>What fails for good fails with one of the {@link FailureTypes} and is not retried; everything
 * else is retried as the activity's {@link io.temporal.common.RetryOptions} say, or when the server
 * says. The activity types are the method names with a capital letter, such as {@code
 * CreateBrowserTask}.
 */
@ActivityInterface
public interface BrowserTaskActivities {

  /**
   * Creates a task, once, however often it is attempted: on every attempt but the first, and after
   * an unclear answer, it looks for what an earlier attempt may have made. Give it a heartbeat
   * timeout, so that a lost worker is noticed early.
   *
   * @param input what to create
   * @return the task
   */
  @ActivityMethod
  CreatedBrowserTask createBrowserTask(CreateBrowserTaskInput input);

  /**
   * Reads a task.
   *
   * @param input which one
   * @return the task, cut to what a history can hold
   */
  @ActivityMethod
  BrowserTaskView getBrowserTask(GetBrowserTaskInput input);

  /**
   * Looks how far a task is.
   *
   * @param input which one
   * @return a few hundred bytes
   */
  @ActivityMethod
  BrowserTaskStatus getBrowserTaskStatus(GetBrowserTaskStatusInput input);

  /**
   * Stops, pauses or resumes a task. That a stop was accepted does not mean that the task has
   * stopped: look at its status.
   *
   * @param input what to do to which one
   * @return how far it is now
   */
  @ActivityMethod
  BrowserTaskStatus updateBrowserTask(UpdateBrowserTaskInput input);

  /**
   * Asks where the logs of a task can be downloaded. The link enters the history of the workflow
   * that asks.
   *
   * @param input whose logs
   * @return the link
   */
  @ActivityMethod
  BrowserTaskLogs getBrowserTaskLogs(GetBrowserTaskLogsInput input);

  /**
   * Lists tasks, newest first.
   *
   * @param input which ones
   * @return the tasks, in short
   */
  @ActivityMethod
  BrowserTaskList listBrowserTasks(ListBrowserTasksInput input);

  /**
   * Looks for the tasks that one create has made. Lists may lag, so that an empty answer is no
   * proof.
   *
   * @param input which create
   * @return the tasks, oldest first
   */
  @ActivityMethod
  FoundBrowserTasks findBrowserTasks(FindBrowserTasksInput input);

  /**
   * Looks at a session. The live link enters the history of the workflow that asks.
   *
   * @param input which one
   * @return the session
   */
  @ActivityMethod
  BrowserSession getBrowserSession(GetBrowserSessionInput input);
}
