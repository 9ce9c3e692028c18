package com.browseruse.temporal.workflows.caller;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.common.converter.RawValue;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * What the handles of runs, sessions and batches ask of their workflow: every failure is a {@link
 * BrowserTaskException}.
 *
 * @param fromJson reads a result past the data converter, which would cut the digits of the numbers
 *     in structured outputs
 */
record WorkflowCalls<R>(WorkflowStub workflow, Class<R> type, Function<String, R> fromJson) {
  String id() {
    return workflow.getExecution().getWorkflowId();
  }

  <P> P update(String name, Class<P> response) {
    try {
      return workflow.update(name, response);
    } catch (WorkflowUpdateException e) {
      throw BrowserTaskException.of(workflow, e);
    }
  }

  void cancel() {
    try {
      workflow.cancel();
    } catch (WorkflowNotFoundException e) {
      // What Temporal says of a workflow that is over.
    }
  }

  R result() {
    try {
      return read(workflow.getResult(RawValue.class));
    } catch (WorkflowFailedException e) {
      throw BrowserTaskException.of(workflow, e);
    }
  }

  R result(Duration limit) throws TimeoutException {
    try {
      return read(workflow.getResult(limit.toMillis(), TimeUnit.MILLISECONDS, RawValue.class));
    } catch (WorkflowFailedException e) {
      throw BrowserTaskException.of(workflow, e);
    }
  }

  CompletableFuture<R> resultAsync() {
    return workflow
        .getResultAsync(RawValue.class)
        .thenApply(this::read)
        .exceptionally(
            problem -> {
              Throwable cause =
                  problem instanceof CompletionException && problem.getCause() != null
                      ? problem.getCause()
                      : problem;
              throw cause instanceof WorkflowFailedException failure
                  ? BrowserTaskException.of(workflow, failure)
                  : new CompletionException(cause);
            });
  }

  private R read(RawValue result) {
    try {
      return fromJson.apply(result.getPayload().getData().toStringUtf8());
    } catch (IllegalArgumentException e) {
      // Another encoding than JSON.
      return workflow.getResult(type);
    }
  }
}
