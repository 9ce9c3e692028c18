package com.browseruse.temporal.workflows.internal.watch;

import com.browseruse.temporal.workflows.WatchBrowserTasksWorkflow;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * The worker's view of {@link WatchBrowserTasksWorkflow}, with a raw argument as in {@link
 * com.browseruse.temporal.workflows.internal.run.RunBrowserTaskEntry}.
 */
@WorkflowInterface
public interface WatchBrowserTasksEntry {
  /** The memory is what the run before has left; null for the first. */
  @WorkflowMethod(name = WatchBrowserTasksWorkflow.TYPE)
  void watch(@Nullable RawValue memory);
}
