package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.workflows.BrowserTaskProgress;
import java.time.Duration;

/**
 * What is known of a run at one moment.
 *
 * @param progress what the run told last, or null if it has not told anything yet
 * @param elapsed how long the run lasts already
 * @param note what is waited for, or null if nothing but the task
 */
public record Sight(BrowserTaskProgress progress, Duration elapsed, String note) {}
