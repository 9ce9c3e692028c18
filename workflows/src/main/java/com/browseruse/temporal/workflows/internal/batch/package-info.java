/**
 * Many tasks as one batch. The batch is a tree: {@code RunBrowserTaskBatchWorkflowImpl} holds the
 * lines, the counts and the slots, and gives lines to parts; a {@code BatchPartImpl} has the runs
 * as its children. A part that has filled its history starts no more, and hands each slot that
 * becomes free to the next part, so that the window never drains, no history grows long, and every
 * run has a parent that ends with the batch.
 */
@NullMarked
package com.browseruse.temporal.workflows.internal.batch;

import org.jspecify.annotations.NullMarked;
