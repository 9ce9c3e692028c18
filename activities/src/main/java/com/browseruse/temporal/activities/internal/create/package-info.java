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
 *       CreateAttempt} says in a heartbeat that a task may exist from now on, and {@code
 *       TaskCreator} sends the request. The API knows no idempotency key, so that nothing is sent a
 *       second time while the first may have taken effect.
 *   <li><b>Look up.</b> After an unclear response, and at the begin of every attempt whose
 *       predecessor did not leave word ({@code CreateHeartbeat}) that nothing was made, {@code
 *       TaskLookup} reads the list of tasks for the create key; twice, since lists may lag.
 *   <li><b>Adopt.</b> The oldest task that is found is the task. Every other is a duplicate, and is
 *       stopped.
 *   <li><b>Report.</b> Whatever came of it is counted ({@code CreateOutcome}), and told to the
 *       workflow: the task and whether a duplicate may still appear, or a failure with the detail
 *       whether a task may exist. The second half, in the workflow, begins there.
 * </ol>
 */
@NullMarked
package com.browseruse.temporal.activities.internal.create;

import org.jspecify.annotations.NullMarked;
