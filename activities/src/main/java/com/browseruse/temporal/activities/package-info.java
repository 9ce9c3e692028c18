/**
 * The calls of Browser Use Cloud as Temporal activities: one record in, one small record out, and
 * failures that say whether a retry makes sense.
 */
package com.browseruse.temporal.activities;
