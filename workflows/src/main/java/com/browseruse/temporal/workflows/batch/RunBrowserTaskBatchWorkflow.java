package com.browseruse.temporal.workflows.batch;

import com.browseruse.temporal.workflows.BrowserUsePlugin;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * Runs many browser tasks, so many at once. Each is a run of its own, under the id of the batch, a
 * slash and the id of its line, and ends with the batch: a batch that is cancelled or terminated
 * leaves no task behind.
 *
 * <p>A batch that runs again under its id does only what is missing: a line that has a result keeps
 * it, unless its task was stopped.
 *
 * <p>This is the caller's view, for {@link
 * com.browseruse.temporal.workflows.caller.BrowserTasks#batch} and for other languages. It runs on
 * any worker that has the {@link BrowserUsePlugin}.
 */
@WorkflowInterface
public interface RunBrowserTaskBatchWorkflow {
  /** The workflow type. */
  String TYPE = "RunBrowserTaskBatchWorkflow";

  /**
   * Runs the tasks, and tells how they ended. A line that fails is no failure of the batch. What
   * cannot be read is refused before any task is started: the workflow fails with {@code
   * InvalidRequest}, which names the line. A part of the batch that is terminated fails it with
   * {@code UnexpectedResponse}; running it again does what is missing.
   *
   * @param input at most 1 MiB of JSON; what is larger is given in pieces, all but the last with
   *     {@code "more": true}, the first as input and the others by {@link #addTasks}
   * @return how the lines ended
   */
  @WorkflowMethod(name = TYPE)
  BrowserTaskBatchResult run(BrowserTaskBatch input);

  /** {@return how many lines are done, run, wait and have failed, what they cost, the time left} */
  @QueryMethod(description = "How many lines are done, running, waiting and failed; the cost.")
  BrowserTaskBatchResult progress();

  /**
   * {@return how lines ended, in the order of their ends, at most 1000 from a number on, from 0}
   */
  @QueryMethod(description = "How lines ended, in the order of their ends, from a number on.")
  List<BrowserTaskBatchLine> lines(int from);

  /**
   * Adds lines to a batch whose input said that there are more; only the tasks count. Without
   * {@code "more": true} they are the last, and the batch begins. A line that it has already is
   * passed over if it is the same task, and refused with {@code InvalidRequest} else. A batch whose
   * next lines do not come for 10 minutes fails with {@code InvalidRequest}.
   */
  @UpdateMethod(description = "Adds lines to a batch that was started with more to come.")
  BrowserTaskBatchResult addTasks(BrowserTaskBatch lines);

  /** Starts no further line until the batch is resumed; those that run go on. */
  @UpdateMethod(description = "Starts no further line until it is resumed.")
  BrowserTaskBatchResult pause();

  /** Goes on starting lines. */
  @UpdateMethod(description = "Goes on starting lines.")
  BrowserTaskBatchResult resume();

  /**
   * Starts no further line, stops the tasks of those that run, and waits for their end; the batch
   * ends with a result.
   */
  @UpdateMethod(description = "Stops the tasks that run, and ends the batch with a result.")
  BrowserTaskBatchResult stop();

  /** Asks for the same as {@link #stop}, without a response. */
  @SignalMethod(name = "stop", description = "The same as the update stop, without a response.")
  void requestStop();
}
