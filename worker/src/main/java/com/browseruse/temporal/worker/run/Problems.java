package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.UserError;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import org.jspecify.annotations.Nullable;

/** What went wrong, in a sentence for the person at the command line. */
public final class Problems {
  private Problems() {}

  /** Turns anything that a command throws into a sentence and an exit code. */
  public static UserError explain(@Nullable Throwable problem) {
    if (problem instanceof UserError error) {
      return error;
    }
    if (problem instanceof WorkflowNotFoundException notFound) {
      return unknownWorkflow(notFound.getExecution().getWorkflowId());
    }
    if (problem instanceof WorkflowExecutionAlreadyStarted started) {
      return alreadyRunning(started.getExecution().getWorkflowId());
    }
    if (problem instanceof WorkflowException && problem.getCause() != null) {
      return explain(problem.getCause());
    }
    if (problem instanceof StatusRuntimeException rpc) {
      return UserError.failed("Temporal answered: " + status(rpc));
    }
    if (problem instanceof BrowserUseException) {
      return UserError.failed(String.valueOf(problem.getMessage()));
    }
    if (problem == null) {
      return UserError.failed("Something unexpected happened");
    }
    return UserError.failed(
        "Something unexpected happened: "
            + problem.getClass().getSimpleName()
            + (problem.getMessage() == null ? "" : ": " + PlainText.oneLine(problem.getMessage())));
  }

  public static UserError unknownWorkflow(String workflowId) {
    return UserError.failed("There is no workflow with the id " + workflowId);
  }

  public static UserError alreadyRunning(String workflowId) {
    return UserError.failed(
        ("A workflow with the id %s is already running: choose another --id, or look at it"
                + " with watch %s")
            .formatted(workflowId, workflowId));
  }

  public static boolean isNotFound(@Nullable Throwable problem) {
    return statusOf(problem) == Status.Code.NOT_FOUND;
  }

  /** The code of the gRPC call underneath, or OK if there is none. */
  public static Status.Code statusOf(@Nullable Throwable problem) {
    for (Throwable t = problem; t != null; t = t.getCause()) {
      if (t instanceof StatusRuntimeException rpc) {
        return rpc.getStatus().getCode();
      }
    }
    return Status.Code.OK;
  }

  private static String status(StatusRuntimeException rpc) {
    String description = rpc.getStatus().getDescription();
    return rpc.getStatus().getCode()
        + (description == null ? "" : " (" + PlainText.oneLine(description) + ")");
  }
}
