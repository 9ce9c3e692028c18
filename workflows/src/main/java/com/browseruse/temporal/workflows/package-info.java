/**
 * One browser task: what to run, what comes back, and the plugin that runs it. A task comes from a
 * caller and goes to a worker, by Temporal; progress, result and evidence come back the same way.
 *
 * <ul>
 *   <li>On a worker: {@link com.browseruse.temporal.workflows.BrowserUsePlugin} registers all.
 *   <li>What to run: {@link com.browseruse.temporal.workflows.BrowserTask}, with its {@link
 *       com.browseruse.temporal.workflows.BrowserTaskOptions options}.
 *   <li>What comes back: {@link com.browseruse.temporal.workflows.BrowserTaskResult}, {@link
 *       com.browseruse.temporal.workflows.BrowserTaskProgress}, {@link
 *       com.browseruse.temporal.workflows.BrowserTaskEvidence}.
 * </ul>
 *
 * <p>Beside it are {@link com.browseruse.temporal.workflows.caller} (how services and workflows run
 * tasks), {@link com.browseruse.temporal.workflows.session} (several tasks in one browser), {@link
 * com.browseruse.temporal.workflows.batch} (many tasks as one), and {@link
 * com.browseruse.temporal.workflows.reap} (against tasks that nobody owns). They know this package,
 * and it knows none of them.
 *
 * <p>Nothing here or there but the plugin needs the HTTP client, so that a service may leave it
 * out.
 */
@NullMarked
package com.browseruse.temporal.workflows;

import org.jspecify.annotations.NullMarked;
