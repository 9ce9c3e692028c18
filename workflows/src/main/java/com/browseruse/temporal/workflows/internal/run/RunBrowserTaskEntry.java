package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.RunBrowserTaskControls;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * The worker's view of {@link RunBrowserTaskWorkflow}: it reads the input itself, since a payload
 * that Temporal cannot read fails the workflow task for ever instead of the run.
 */
@WorkflowInterface
public interface RunBrowserTaskEntry extends RunBrowserTaskControls {
  /**
   * The memory is what the run before has left, a {@link RunMemory}; null for the first. There must
   * be no rest, which would be overlooked.
   */
  @WorkflowMethod(name = RunBrowserTaskWorkflow.TYPE)
  BrowserTaskResult run(RawValue input, RawValue memory, @Nullable RawValue rest);

  /** Refuses at once what would wait: only so many updates of a run may be under way. */
  @UpdateValidatorMethod(updateName = "pause")
  void checkPause();

  @UpdateValidatorMethod(updateName = "resume")
  void checkResume();
}
