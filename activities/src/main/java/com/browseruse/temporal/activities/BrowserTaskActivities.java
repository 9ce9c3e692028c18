package com.browseruse.temporal.activities;

import com.browseruse.temporal.task.CreateFailureDetail;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskSnapshot;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * The calls about tasks as activities: one record in, one small record out.
 *
 * <p>What fails for good fails with one of the {@link FailureTypes} and is not retried; everything
 * else is retried as the activity's {@link io.temporal.common.RetryOptions} say, or when the server
 * says. The activity types are the method names with a capital letter, such as {@code
 * CreateBrowserTask}.
 *
 * <p>Give them a heartbeat timeout, such as 20 seconds: a worker that is lost is noticed after that
 * time, and not after the start-to-close timeout. They send heartbeats in the background, so that
 * the timeout may be shorter than a call takes. For a create it should be longer, such as 75
 * seconds: while the API may be at work on the create of a lost worker, another attempt would find
 * nothing, and make a second task.
 */
@ActivityInterface
public interface BrowserTaskActivities {

  /**
   * Creates a task, once, however often it is attempted: after an unclear response, and on every
   * attempt unless all before it were refused, it looks up what an earlier attempt may have made.
   * It must not be called as a local activity, and refuses that. A failure for good has a {@link
   * CreateFailureDetail}.
   *
   * <p>A workflow of your own should call it with {@link
   * io.temporal.activity.ActivityCancellationType#WAIT_CANCELLATION_COMPLETED}, so that a cancel
   * does not leave a task behind that nobody knows of, and with a {@code createKey} that is unique
   * to this create, such as {@link TaskMarkers#createKey} makes. After a cancel or a failure it
   * should call, detached, {@link #findBrowserTasks} for this key, and stop what that finds: a
   * create that failed may have made a task, and its list may lag some seconds. {@code
   * RunBrowserTaskWorkflow} as a child workflow does all that.
   */
  @ActivityMethod
  CreatedBrowserTask createBrowserTask(CreateBrowserTaskInput input);

  /** Reads a task, cut to what a history can hold. */
  @ActivityMethod
  BrowserTaskView getBrowserTask(GetBrowserTaskInput input);

  /** Reads how far a task is, in a few hundred bytes. */
  @ActivityMethod
  TaskSnapshot getBrowserTaskStatus(GetBrowserTaskStatusInput input);

  /**
   * Stops, pauses or resumes a task, and returns how far it is now. That a stop was accepted does
   * not mean that the task has stopped: read its status.
   */
  @ActivityMethod
  TaskSnapshot updateBrowserTask(UpdateBrowserTaskInput input);

  /**
   * Asks where the logs of a task can be downloaded. The link enters the history of the workflow
   * that asks.
   */
  @ActivityMethod
  BrowserTaskLogs getBrowserTaskLogs(Task.Ref task);

  /** Lists tasks in short, newest first. */
  @ActivityMethod
  BrowserTaskList listBrowserTasks(ListBrowserTasksInput input);

  /**
   * Looks up the tasks that one create has made, oldest first. Lists may lag, so that an empty one
   * is no proof.
   */
  @ActivityMethod
  FoundBrowserTasks findBrowserTasks(FindBrowserTasksInput input);

  /**
   * Asks where people can look at a task; give its session where the API version has sessions,
   * which have the links there. They enter the history of the workflow that asks.
   */
  @ActivityMethod
  BrowserTaskLinks getBrowserTaskLinks(Task.Ref task);

  /** Copies the logs of a task into the worker's artifact store, unless they are there. */
  @ActivityMethod
  CollectedArtifact collectBrowserTaskLogs(Task.Ref task);

  /** Copies a file that a task left into the worker's artifact store, unless it is there. */
  @ActivityMethod
  CollectedArtifact collectBrowserTaskFile(CollectBrowserTaskFileInput input);
}
