/**
 * Many tasks as one: the lines, the workflow that runs some of them at once, and how each ended. A
 * {@link com.browseruse.temporal.workflows.batch.BrowserTaskBatch} comes from {@link
 * com.browseruse.temporal.workflows.caller.BrowserTasks#batch} or another caller, and counts, lines
 * and result go back to whoever asks.
 */
@NullMarked
package com.browseruse.temporal.workflows.batch;

import org.jspecify.annotations.NullMarked;
