/**
 * Decides who owns a live remote task. Takes the list of tasks from the client and descriptions of
 * workflows from Temporal, and returns a verdict for each task to the reaper's activities.
 */
@NullMarked
package com.browseruse.temporal.activities.internal.orphans;

import org.jspecify.annotations.NullMarked;
