/**
 * How tasks, sessions and batches are run: from a service, {@link
 * com.browseruse.temporal.workflows.caller.BrowserTasks} starts and finds them, a {@link
 * com.browseruse.temporal.workflows.caller.BrowserTaskHandle handle} follows one, and a {@link
 * com.browseruse.temporal.workflows.caller.BrowserTaskException} says why one had no result; from
 * workflow code, {@link com.browseruse.temporal.workflows.caller.BrowserTaskWorkflows} runs them as
 * children. Inputs come from your code and go to Temporal; what its workflows answer comes back as
 * the types of the packages beside this one.
 */
@NullMarked
package com.browseruse.temporal.workflows.caller;

import org.jspecify.annotations.NullMarked;
