/**
 * Several tasks in one browser: what to open, the workflow that keeps it open, and what came of it.
 * A {@link com.browseruse.temporal.workflows.session.BrowserSession} comes from {@link
 * com.browseruse.temporal.workflows.caller.BrowserTasks#session} or another caller, its tasks come
 * with it or by updates, and progress and result go back to whoever asks.
 */
@NullMarked
package com.browseruse.temporal.workflows.session;

import org.jspecify.annotations.NullMarked;
