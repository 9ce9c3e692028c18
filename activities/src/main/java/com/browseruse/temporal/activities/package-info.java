/**
 * The calls of Browser Use Cloud as Temporal activities, registered on a worker by {@link
 * com.browseruse.temporal.activities.BrowserUseActivities}. Each takes one record from a workflow,
 * asks the API, and returns one small record, or a failure that says whether a retry makes sense.
 */
@NullMarked
package com.browseruse.temporal.activities;

import org.jspecify.annotations.NullMarked;
