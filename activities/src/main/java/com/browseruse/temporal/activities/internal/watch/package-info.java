/**
 * Watches many tasks by one list. Takes the list of live tasks from the client, and sends hints to
 * the runs of those that have left it.
 */
@NullMarked
package com.browseruse.temporal.activities.internal.watch;

import org.jspecify.annotations.NullMarked;
