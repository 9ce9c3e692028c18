package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.RunBrowserTaskControls;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * The worker's view of {@link RunBrowserTaskWorkflow}; callers use that one.
 *
 * <p>It takes its input raw. A payload that Temporal cannot turn into a Java type fails the
 * workflow task again and again and leaves a workflow that retries for ever, while an input read by
 * our own code can be refused with a sentence that names the field.
 */
@WorkflowInterface
public interface RunBrowserTaskEntry extends RunBrowserTaskControls {

  /** The memory is what the run before has left, a {@link RunMemory}; null for the first. */
  @WorkflowMethod(name = RunBrowserTaskWorkflow.TYPE)
  BrowserTaskResult run(RawValue input, RawValue memory);
}
