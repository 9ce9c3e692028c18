/**
 * The implementation of the reaper. Takes verdicts from the orphan activities page by page, stops
 * what nobody owns, and returns the counts.
 */
package com.browseruse.temporal.workflows.internal.reap;
