package com.browseruse.temporal.workflows.internal.batch;

import com.browseruse.temporal.workflows.batch.BrowserTaskBatchLine;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchResult;
import com.browseruse.temporal.workflows.batch.RunBrowserTaskBatchWorkflow;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The worker's view of {@link RunBrowserTaskBatchWorkflow}, with raw arguments as in {@link
 * com.browseruse.temporal.workflows.internal.run.RunBrowserTaskEntry}.
 */
@WorkflowInterface
public interface BatchEntry {
  /** The signal of a part; takes a {@link PartJson.Report}. */
  String REPORT = "report";

  @WorkflowMethod(name = RunBrowserTaskBatchWorkflow.TYPE)
  BrowserTaskBatchResult run(RawValue input, @Nullable RawValue rest);

  @QueryMethod(description = "How many lines are done, running, waiting and failed; the cost.")
  BrowserTaskBatchResult progress();

  @QueryMethod(description = "How lines ended, in the order of their ends, from a number on.")
  List<BrowserTaskBatchLine> lines(int from);

  @UpdateMethod(description = "Adds lines to a batch that was started with more to come.")
  BrowserTaskBatchResult addTasks(RawValue lines);

  @UpdateMethod(description = "Starts no further line until it is resumed.")
  BrowserTaskBatchResult pause();

  @UpdateMethod(description = "Goes on starting lines.")
  BrowserTaskBatchResult resume();

  @UpdateMethod(description = "Stops the tasks that run, and ends the batch with a result.")
  BrowserTaskBatchResult stop();

  /** Refuses at once what comes too late. */
  @UpdateValidatorMethod(updateName = "addTasks")
  void checkAddTasks(RawValue lines);

  @UpdateValidatorMethod(updateName = "pause")
  void checkPause();

  @UpdateValidatorMethod(updateName = "resume")
  void checkResume();

  @SignalMethod(name = "stop", description = "The same as the update stop, without a response.")
  void requestStop();

  @SignalMethod(name = REPORT, description = "From a part of the batch: how lines ended.")
  void report(RawValue report);
}
