package com.browseruse.temporal.workflows;

import io.nexusrpc.Operation;
import io.nexusrpc.Service;

/**
 * The Nexus service of every worker that has the {@link BrowserUsePlugin}: workflows of another
 * namespace run browser tasks by it. {@link
 * com.browseruse.temporal.workflows.caller.BrowserTaskWorkflows#nexus(String)} gives a caller one.
 */
@Service(name = BrowserTaskService.NAME)
public interface BrowserTaskService {
  /** The name of the service. */
  String NAME = "BrowserTaskService";

  /** The name of its operation. */
  String RUN_TASK = "runTask";

  /**
   * Runs a task as a {@link RunBrowserTaskWorkflow} of its own, in the namespace and on the task
   * queue of the endpoint. Its workflow id is {@code nexus-} and the id of the Nexus request, so
   * that a request that is sent again starts no second, paid task. A cancel of the operation stops
   * the task, and the operation ends when it has stopped.
   *
   * <p>The operation fails as the run does, see {@link RunBrowserTaskWorkflow#run}.
   */
  @Operation(name = RUN_TASK)
  BrowserTaskResult runTask(BrowserTask task);
}
