/**
 * The watcher: one workflow for each task queue, which has an activity watch the list of remote
 * tasks, and shows in the Temporal UI what that reports.
 */
@NullMarked
package com.browseruse.temporal.workflows.internal.watch;

import org.jspecify.annotations.NullMarked;
