/**
 * What users of the plugin read. It comes from callers and from the API, and goes to Temporal.
 *
 * <ul>
 *   <li>On a worker: {@link com.browseruse.temporal.workflows.BrowserUsePlugin} registers all.
 *   <li>What to run: {@link com.browseruse.temporal.workflows.BrowserTask}, with its {@link
 *       com.browseruse.temporal.workflows.BrowserTaskOptions options}.
 *   <li>From a service: {@link com.browseruse.temporal.workflows.BrowserTasks} starts and finds
 *       runs, a {@link com.browseruse.temporal.workflows.BrowserTaskHandle} follows one, a {@link
 *       com.browseruse.temporal.workflows.BrowserTaskException} says why one had no result.
 *   <li>From a workflow: {@link com.browseruse.temporal.workflows.BrowserTaskWorkflows} runs tasks
 *       as children, or by the {@link com.browseruse.temporal.workflows.BrowserTaskService} of
 *       another namespace.
 *   <li>What comes back: {@link com.browseruse.temporal.workflows.BrowserTaskResult}, {@link
 *       com.browseruse.temporal.workflows.BrowserTaskProgress}, {@link
 *       com.browseruse.temporal.workflows.BrowserTaskEvidence}.
 *   <li>Against tasks that nobody owns: {@link
 *       com.browseruse.temporal.workflows.ReapOrphanedTasksWorkflow}.
 * </ul>
 *
 * <p>Nothing here but the plugin needs the HTTP client, so that a service may leave it out.
 */
@NullMarked
package com.browseruse.temporal.workflows;

import org.jspecify.annotations.NullMarked;
