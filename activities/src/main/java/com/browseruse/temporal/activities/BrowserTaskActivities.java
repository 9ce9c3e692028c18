package com.browseruse.temporal.activities;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.TaskMarkers;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * The calls of Browser Use Cloud as activities: one record in, one small record out.
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
   * Creates a task, once, however often it is attempted: after an unclear answer, and on every
   * attempt unless all before it were refused, it looks for what an earlier attempt may have made.
   * It must not be called as a local activity, and refuses that.
   *
   * <p>A workflow of your own should call it with {@link
   * io.temporal.activity.ActivityCancellationType#WAIT_CANCELLATION_COMPLETED}, so that a cancel
   * does not leave a task behind that nobody knows of, and with a {@code createKey} that is unique
   * to this create, such as {@link TaskMarkers#createKey} makes. After a cancel or a failure it
   * should look, detached, with {@link #findBrowserTasks} for this key, and stop what it finds: a
   * create that failed may have made a task, and its list may lag some seconds. {@code
   * RunBrowserTaskWorkflow} as a child workflow does all that.
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

  /**
   * Asks where people can look at a task. Works on every version of the API: where it has sessions,
   * the session has the links. They enter the history of the workflow that asks.
   *
   * @param input whose links
   * @return the links
   */
  @ActivityMethod
  BrowserTaskLinks getBrowserTaskLinks(GetBrowserTaskLinksInput input);

  /**
   * Copies the logs of a task into the worker's artifact store, unless they are there. A later
   * attempt goes on where the one before was.
   *
   * @param input whose logs
   * @return where they are
   */
  @ActivityMethod
  CollectedArtifact collectBrowserTaskLogs(CollectBrowserTaskLogsInput input);

  /**
   * Copies a file that a task left into the worker's artifact store, as {@link
   * #collectBrowserTaskLogs} does with logs.
   *
   * @param input which file
   * @return where it is
   */
  @ActivityMethod
  CollectedArtifact collectBrowserTaskFile(CollectBrowserTaskFileInput input);

  /**
   * Opens a session. A session carries no marker that it could be found by: an unclear answer is
   * final, with type {@code CreateUnclear}, and says that a session may be open. Should the worker
   * be lost meanwhile, another attempt opens another session, unless the retry options allow one
   * attempt only.
   *
   * @param input what session
   * @return the session, without links
   */
  @ActivityMethod
  BrowserSession createBrowserSession(CreateBrowserSessionInput input);

  /**
   * Lists sessions.
   *
   * @param input which ones
   * @return the sessions, without links
   */
  @ActivityMethod
  BrowserSessionList listBrowserSessions(ListBrowserSessionsInput input);

  /**
   * Closes a session and stops its tasks.
   *
   * @param input which one
   * @return the session as it is now, without links
   */
  @ActivityMethod
  BrowserSession stopBrowserSession(StopBrowserSessionInput input);

  /**
   * Makes the public page of a session, or gives the one that exists. The link enters the history
   * of the workflow that asks.
   *
   * @param input which session
   * @return the page
   */
  @ActivityMethod
  BrowserSessionShare shareBrowserSession(ShareBrowserSessionInput input);

  /**
   * Reads whose key the worker has, and what is left to spend.
   *
   * @return the account
   */
  @ActivityMethod
  BrowserAccount getBrowserAccount();
}
