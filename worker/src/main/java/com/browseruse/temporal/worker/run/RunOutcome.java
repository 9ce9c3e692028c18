package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import com.browseruse.temporal.workflows.caller.BrowserTaskHandle;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** How a run ended: with a result, which need not be a success, or with a failure. */
public record RunOutcome(@Nullable BrowserTaskResult result, @Nullable Failure failure) {
  /** A failure's type and message, and what is known of the task, or null. */
  public record Failure(
      String type, String message, @JsonProperty("facts") @Nullable BrowserTaskEvidence evidence) {}

  /** What is known of the task, or null. */
  public @Nullable BrowserTaskEvidence evidence() {
    return result != null
        ? BrowserTaskEvidence.of(result)
        : failure == null ? null : failure.evidence();
  }

  /** Whether a task that succeeded has left no structured output, although it was asked for. */
  public boolean lacksStructuredOutput() {
    return result != null
        && result.outcome() == BrowserTaskOutcome.SUCCEEDED
        && result.structuredOutput() == null
        && result.warnings().stream().anyMatch(word -> word.startsWith("structuredOutput is null"));
  }

  /** Reads how a run ended; waits for its end. */
  public static RunOutcome of(BrowserTaskHandle run) {
    try {
      return new RunOutcome(run.result(), null);
    } catch (BrowserTaskException e) {
      return failed(e, null);
    }
  }

  /** Reads what waiting for a result threw; an error if the run did not fail, but the call did. */
  public static RunOutcome failed(
      @Nullable Throwable problem, @Nullable BrowserTaskProgress lastSeen) {
    if (!(problem instanceof BrowserTaskException failure)) {
      throw UserError.of(problem);
    }
    BrowserTaskEvidence evidence = failure.evidence();
    if (evidence.isEmpty()) {
      evidence = lastSeen == null ? null : BrowserTaskEvidence.of(lastSeen);
    }
    String message = String.valueOf(failure.getMessage());
    return new RunOutcome(null, new Failure(failure.type(), message, evidence));
  }
}
