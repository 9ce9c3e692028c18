/**
 * Starts, finds and follows runs, downloads what they left, and runs the worker and the reaper.
 * Talks to Temporal and Browser Use Cloud; what it finds goes to the commands in {@code cli}.
 */
@NullMarked
package com.browseruse.temporal.worker.run;

import org.jspecify.annotations.NullMarked;
