/**
 * Reads the list of tasks for those who must not miss one: the lookup of a create, and the reaper.
 * Waits where the API wants to be left alone, and reads what a list does not tell.
 */
@NullMarked
package com.browseruse.temporal.activities.internal.lists;

import org.jspecify.annotations.NullMarked;
