package com.browseruse.temporal.workflows.internal.session;

import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.session.BrowserSessionProgress;
import com.browseruse.temporal.workflows.session.BrowserSessionResult;
import com.browseruse.temporal.workflows.session.RunBrowserSessionWorkflow;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * The worker's view of {@link RunBrowserSessionWorkflow}, with raw arguments as in {@link
 * com.browseruse.temporal.workflows.internal.run.RunBrowserTaskEntry}.
 */
@WorkflowInterface
public interface RunBrowserSessionEntry {
  @WorkflowMethod(name = RunBrowserSessionWorkflow.TYPE)
  BrowserSessionResult run(RawValue input, RawValue memory, @Nullable RawValue rest);

  @UpdateMethod(description = "Runs a task in the session when its turn comes; gives its result.")
  BrowserTaskResult runTask(@Nullable RawValue task);

  @UpdateValidatorMethod(updateName = "runTask")
  void checkRunTask(@Nullable RawValue task);

  @UpdateMethod(description = "Closes the session, and answers when it is closed.")
  BrowserSessionResult close();

  @SignalMethod(name = "close", description = "The same as the update close, without a response.")
  void requestClose();

  @QueryMethod(description = "Where the session is: phase, task at work, queue, deadlines.")
  BrowserSessionProgress progress();
}
