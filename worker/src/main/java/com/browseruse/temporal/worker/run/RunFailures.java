package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskException;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import org.jspecify.annotations.Nullable;

/** Reads how a run without a result ended. */
final class RunFailures {
  private RunFailures() {}

  /**
   * Reads a failure.
   *
   * @throws UserError if the run did not fail, but the call for its result did
   */
  static RunOutcome.Failed of(
      WorkflowStub run, @Nullable Throwable problem, @Nullable BrowserTaskProgress seen) {
    if (!(problem instanceof WorkflowFailedException failure)) {
      throw Problems.explain(problem);
    }
    BrowserTaskException decoded = BrowserTaskException.of(run, failure);
    BrowserTaskEvidence evidence = decoded.evidence();
    if (evidence.isEmpty()) {
      evidence = seen == null ? null : BrowserTaskEvidence.of(seen);
    }
    return new RunOutcome.Failed(decoded.type(), String.valueOf(decoded.getMessage()), evidence);
  }
}
