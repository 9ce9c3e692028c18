/**
 * The implementation of the reaper. Takes verdicts from the activities of the orphans package page
 * by page, stops what nobody owns, and returns the counts.
 */
@NullMarked
package com.browseruse.temporal.workflows.internal.reap;

import org.jspecify.annotations.NullMarked;
