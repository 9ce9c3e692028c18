/**
 * Decides who owns a live remote task. Takes the list of tasks from the client and workflow
 * descriptions from Temporal, and returns a verdict for each task to the orphan activities.
 */
package com.browseruse.temporal.activities.internal.orphans;
