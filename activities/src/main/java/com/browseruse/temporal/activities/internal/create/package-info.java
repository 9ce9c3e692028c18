/**
 * The first half of the promise: each run has exactly one remote task. Takes a request and a create
 * key from the activity {@code CreateBrowserTask}, and returns one task, whatever failed on the
 * way.
 *
 * <p>In reading order:
 *
 * <ol>
 *   <li><b>Send once.</b> {@code RequestPreparation} adds what must not come from a history:
 *       secrets, and the markers, of which the create key is unique to this create. {@code
 *       CreateAttempt} tells Temporal that a task may exist from now on, and {@code TaskCreator}
 *       sends the request, unless Temporal may have given up the attempt meanwhile. The API knows
 *       no idempotency key, so that nothing is sent a second time while the first may have taken
 *       effect.
 *   <li><b>Wait for a session.</b> Where the account has as many as it may have, the creates of a
 *       worker queue in {@code SessionQueue}: those who have waited longest ask, one after another,
 *       as often as {@code SlotPace} says.
 *   <li><b>Look up.</b> After an unclear response, and at the begin of every attempt before which
 *       something is unclear (by {@code CreateHeartbeat}, and by the input), {@code TaskLookup}
 *       reads the tasks of that time for the create key; twice, since lists may lag.
 *   <li><b>Adopt.</b> The oldest task that is found is the task. Every other is a duplicate, and is
 *       stopped.
 *   <li><b>Report.</b> Whatever came of it is counted ({@code CreateOutcome}), and told to the
 *       workflow: the task, or a failure, and when requests were sent that may have made another
 *       one. The second half, in the workflow, begins there.
 * </ol>
 */
@NullMarked
package com.browseruse.temporal.activities.internal.create;

import org.jspecify.annotations.NullMarked;
