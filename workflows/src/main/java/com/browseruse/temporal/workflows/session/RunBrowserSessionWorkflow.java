package com.browseruse.temporal.workflows.session;

import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Opens a browser session, runs tasks in it one after another, and closes it for sure: when it is
 * asked to, when it is idle, too old or cancelled, and when it fails. {@link
 * com.browseruse.temporal.workflows.caller.BrowserTasks#session} starts one; this is the caller's
 * view for all else, such as a parent.
 *
 * <p>Tasks come with the input, and later by the update {@code runTask}: this is how a person takes
 * part. The first task logs in and ends when the site asks for a code; the workflow waits, and
 * nothing runs; the code comes as a later task, in the same browser, as a secret that only the
 * worker can read ({@link BrowserTask.Builder#secret}).
 *
 * <p><b>Each task</b> is a child, {@link RunBrowserTaskWorkflow}, with limits and a result of its
 * own. One that fails does not end the session. When the session must end, the task that is at work
 * is told to stop and watched until it has; its caller, and those that wait, get {@code
 * SessionStopped}, with what is known of the task. A task that was over by then gives its result.
 * If a task finds that the session has ended by itself, so do the tasks behind it: no other browser
 * takes its place, since what the tasks before have done in it is lost.
 *
 * <p><b>The close</b> is sent until it is taken, for 15 minutes at most, and the session is read
 * until it has stopped, for two minutes in which it can be read: the outcome says {@code CLOSED} or
 * {@code UNCONFIRMED}. A workflow that is terminated, or reset to before its open, closes nothing.
 * A run or execution time-out of Temporal would not either: set none; where one is set, the session
 * closes before it, and {@code warnings} say so. Its task is stopped by the close policy of the
 * child; the browser stays open, and holds a slot, until the provider or a person ends it. The memo
 * {@value BrowserTaskEvidence#MEMO_KEY} names it.
 *
 * <p><b>An unclear open.</b> A session carries no marker, and the API has no key that would make a
 * second request harmless. So if the response to an open is lost, the workflow waits until the
 * request must have been done, if ever (77 s), and reads the list of open sessions: one that was
 * started at that time, with the same settings, and that no task was ever in, may be the lost one,
 * or somebody else's that is about to be used. Nothing that can be read tells these apart, so that
 * none is ever closed, or taken: {@code warnings} name them, for a person to look at, and another
 * session is opened. If there is none, nothing is lost. After the third open with such a trace the
 * workflow fails with {@code ServiceUnavailable}, before it takes all slots of the account.
 */
@WorkflowInterface
public interface RunBrowserSessionWorkflow {
  /** The workflow type. */
  String TYPE = TaskMarkers.SESSION_WORKFLOW_TYPE;

  /** So many tasks of updates run or wait at the same time; Temporal takes few more updates. */
  int MOST_WAITING_TASKS = 9;

  /**
   * Keeps a session open, and tells what came of it. A session that cannot be opened fails as
   * {@link RunBrowserTaskWorkflow#run} does, with a {@link BrowserTaskEvidence} that names no task.
   * One that is cancelled has closed its browser first, and says so in its memo.
   */
  @WorkflowMethod(name = TYPE)
  BrowserSessionResult run(BrowserSession input);

  /**
   * Runs a task once all that came before it are over, and gives its result, or its failure. The id
   * of the update is an idempotency key: the task of an id is run, and paid for, once. Its workflow
   * is that of the session, {@code -task-} and the id of the update.
   *
   * <p>Refused, without a trace in the history, with {@code InvalidRequest}: a task that is not
   * acceptable, or that names a session, session settings, another task or a {@code stopScope} of
   * its own; one more than {@value #MOST_WAITING_TASKS} that run or wait; and any once the session
   * closes.
   */
  @UpdateMethod(description = "Runs a task in the session when its turn comes; gives its result.")
  BrowserTaskResult runTask(BrowserTask task);

  /** Stops the task that is at work, closes the session, and tells what was closed. */
  @UpdateMethod(description = "Closes the session, and answers when it is closed.")
  BrowserSessionResult close();

  /** Asks for the same as {@link #close}, without a response. */
  @SignalMethod(name = "close", description = "The same as the update close, without a response.")
  void requestClose();

  /** {@return where the session is} */
  @QueryMethod(description = "Where the session is: phase, task at work, queue, deadlines.")
  BrowserSessionProgress progress();
}
