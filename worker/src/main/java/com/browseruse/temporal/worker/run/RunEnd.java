package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskResult;

/** How a run ended. */
public sealed interface RunEnd {

  /**
   * With a result, which need not be a success.
   *
   * @param result the result
   */
  record Finished(BrowserTaskResult result) implements RunEnd {}

  /**
   * Without a result.
   *
   * @param type the type of the failure
   * @param message what it says
   * @param facts what is known of the task, or null
   */
  record Failed(String type, String message, BrowserTaskEvidence facts) implements RunEnd {}
}
