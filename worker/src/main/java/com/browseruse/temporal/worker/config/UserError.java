package com.browseruse.temporal.worker.config;

import com.browseruse.temporal.client.BrowserUseException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/** Something that the person at the command line can put right; told in one plain sentence. */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private UserError(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  /** The command was understood, but could not be carried out. */
  public static UserError failed(String sentence) {
    return new UserError(ExitCode.SOFTWARE, sentence);
  }

  /** A setting or an argument is wrong. */
  public static UserError usage(String sentence) {
    return new UserError(ExitCode.USAGE, sentence);
  }

  public int exitCode() {
    return exitCode;
  }

  /** The sentence. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** The message of the innermost cause that has one, in one line. */
  public static String rootMessage(Throwable problem) {
    Throwable root = rootCause(problem);
    if (root instanceof NoSuchFileException) {
      return "there is no file " + PlainText.oneLine(root.getMessage());
    }
    return PlainText.oneLine(
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
  }

  /** The innermost cause that has a message. */
  static Throwable rootCause(Throwable problem) {
    Throwable root = problem;
    while (root.getCause() != null && root.getCause().getMessage() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** A worker that fails a query tells its stack, too. */
  private static String firstLine(String text) {
    String clean = PlainText.lines(text).strip();
    int end = clean.indexOf('\n');
    return PlainText.oneLine(end < 0 ? clean : clean.substring(0, end));
  }

  /** Turns anything that a command throws into a sentence and an exit code. */
  public static UserError of(@Nullable Throwable problem) {
    if (problem instanceof UserError error) {
      return error;
    }
    if (problem instanceof WorkflowNotFoundException notFound) {
      return failed("There is no workflow with the id " + notFound.getExecution().getWorkflowId());
    }
    if (problem instanceof WorkflowExecutionAlreadyStarted started) {
      String id = started.getExecution().getWorkflowId();
      return failed(
          "A workflow with the id %s is running: choose another --id, or end it with cancel %s"
              .formatted(id, id));
    }
    if (problem instanceof WorkflowException && problem.getCause() != null) {
      return of(problem.getCause());
    }
    if (problem instanceof StatusRuntimeException rpc) {
      String description = rpc.getStatus().getDescription();
      return failed(
          "Temporal answered: "
              + rpc.getStatus().getCode()
              + (description == null ? "" : " (" + firstLine(description) + ")"));
    }
    if (problem instanceof BrowserUseException) {
      return failed(String.valueOf(problem.getMessage()));
    }
    String type = problem == null ? "no cause" : problem.getClass().getSimpleName();
    String message = problem == null ? null : problem.getMessage();
    return failed(
        "Something unexpected happened: "
            + type
            + (message == null ? "" : ": " + PlainText.oneLine(message)));
  }

  /** The code of the gRPC call underneath, or OK if there is none. */
  public static Status.Code grpcStatus(@Nullable Throwable problem) {
    for (Throwable t = problem; t != null; t = t.getCause()) {
      if (t instanceof StatusRuntimeException rpc) {
        return rpc.getStatus().getCode();
      }
    }
    return Status.Code.OK;
  }
}
