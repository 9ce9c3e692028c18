package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskException;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import org.jspecify.annotations.Nullable;

/** How a run ended. */
public sealed interface RunOutcome {
  /** With a result, which need not be a success. */
  record Finished(BrowserTaskResult result) implements RunOutcome {
    @Override
    public BrowserTaskEvidence evidence() {
      return BrowserTaskEvidence.of(result);
    }
  }

  /** Without a result: the failure's type and message, and what is known of the task, or null. */
  record Failed(
      String type, String message, @JsonProperty("facts") @Nullable BrowserTaskEvidence evidence)
      implements RunOutcome {}

  /** What is known of the task, or null. */
  @Nullable BrowserTaskEvidence evidence();

  /** Reads how a run ended; waits for its end. */
  static RunOutcome of(WorkflowStub run) {
    try {
      return new Finished(run.getResult(BrowserTaskResult.class));
    } catch (WorkflowException e) {
      return failed(run, e, null);
    }
  }

  /**
   * Reads what waiting for a result threw.
   *
   * @throws UserError if the run did not fail, but the call for its result did
   */
  static Failed failed(
      WorkflowStub run, @Nullable Throwable problem, @Nullable BrowserTaskProgress lastSeen) {
    if (!(problem instanceof WorkflowFailedException failure)) {
      throw UserError.of(problem);
    }
    BrowserTaskException decoded = BrowserTaskException.of(run, failure);
    BrowserTaskEvidence evidence = decoded.evidence();
    if (evidence.isEmpty()) {
      evidence = lastSeen == null ? null : BrowserTaskEvidence.of(lastSeen);
    }
    return new Failed(decoded.type(), String.valueOf(decoded.getMessage()), evidence);
  }
}
