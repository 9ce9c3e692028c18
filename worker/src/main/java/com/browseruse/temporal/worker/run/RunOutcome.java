package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** How a run ended. */
public sealed interface RunOutcome {
  /** With a result, which need not be a success. */
  record Finished(BrowserTaskResult result) implements RunOutcome {}

  /** Without a result: the failure's type and message, and what is known of the task, or null. */
  record Failed(
      String type, String message, @JsonProperty("facts") @Nullable BrowserTaskEvidence evidence)
      implements RunOutcome {}
}
