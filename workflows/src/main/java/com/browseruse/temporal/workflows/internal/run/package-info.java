/**
 * One run, in the order of its data. {@code RunBrowserTaskWorkflowImpl} reads the input into a
 * {@code RunMemory}, which is also what continue-as-new carries, and calls the phases; how far it
 * has come, and what it shows of it all, is its {@code RunState}:
 *
 * <ol>
 *   <li>{@code CreatePhase} creates the task, or finds and stops what a failed create has made;
 *   <li>{@code WatchPhase} polls the task until it has ended or there is an {@code EndReason};
 *       {@code SettlePhase} looks beside it, and after a create that failed, for what an unclear
 *       create has made, and stops all but the task that is kept;
 *   <li>{@code StopPhase} stops a task and confirms it, if the run ends before the task;
 *   <li>{@code ResultPhase}, with {@code CollectPhase}, fetches what the task has left and turns it
 *       into the result of the run, or into its failure.
 * </ol>
 *
 * <p>{@code CancellableWaits} makes cancel, stop and deadline end every wait; {@code ActivityStubs}
 * says how patient each call is; {@code Outage} is what the run makes of reads that fail.
 */
@NullMarked
package com.browseruse.temporal.workflows.internal.run;

import org.jspecify.annotations.NullMarked;
