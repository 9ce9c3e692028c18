package com.browseruse.temporal.workflows.internal.batch;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.JsonText;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import com.browseruse.temporal.workflows.internal.child.ChildRun;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How the end of a run reads as the end of a line. */
final class LineEnds {
  /** In bytes; the run itself has the whole sentence. */
  private static final int LONGEST_MESSAGE = 300;

  private LineEnds() {}

  static BatchJson.Line of(String id, ChildRun run) {
    RuntimeException failure = run.failure();
    return failure == null ? of(id, run.result(), false) : failed(id, failure);
  }

  static BatchJson.Line of(String id, BrowserTaskResult result, boolean ranBefore) {
    return new BatchJson.Line(
        id, result.outcome(), null, null, text(result.costUsd()), ranBefore, result);
  }

  static BatchJson.Line failed(String id, String type, String message, @Nullable String costUsd) {
    return new BatchJson.Line(
        id, null, type, JsonText.cut(message, LONGEST_MESSAGE), costUsd, false, null);
  }

  /** An id stands for one task for ever. */
  static BatchJson.Line otherTask(String id) {
    return failed(
        id, FailureTypes.INVALID_REQUEST, "the id of this line has run another task already", null);
  }

  /** What a line ends with whose id has a run that is none of this batch's. */
  static BatchJson.Line notWaitedFor(String id) {
    return failed(
        id,
        BrowserTaskException.CANCELLED,
        "The batch ended while an earlier run of this line lasted.",
        null);
  }

  private static BatchJson.Line failed(String id, RuntimeException failure) {
    Throwable cause =
        failure instanceof ChildWorkflowFailure && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ApplicationFailure ours) {
      return failed(id, ours.getType(), ours.getOriginalMessage(), costUsd(ours));
    }
    String message =
        cause instanceof TemporalFailure other ? other.getOriginalMessage() : String.valueOf(cause);
    if (cause instanceof CanceledFailure) {
      return failed(id, BrowserTaskException.CANCELLED, "The run was cancelled.", null);
    }
    String type =
        cause instanceof TerminatedFailure
            ? BrowserTaskException.TERMINATED
            : cause instanceof TimeoutFailure
                ? BrowserTaskException.TIMED_OUT
                : BrowserTaskException.FAILED;
    return failed(id, type, String.valueOf(message), null);
  }

  private static @Nullable String costUsd(ApplicationFailure failure) {
    try {
      return failure.getDetails().getSize() == 0
          ? null
          : text(failure.getDetails().get(BrowserTaskEvidence.class).costUsd());
    } catch (DataConverterException e) {
      // Details of another kind.
      return null;
    }
  }

  private static @Nullable String text(@Nullable BigDecimal usd) {
    return usd == null ? null : usd.toPlainString();
  }

  /** Zero for what is not known. */
  static BigDecimal cost(BatchJson.Line line) {
    return line.costUsd() == null ? BigDecimal.ZERO : new BigDecimal(line.costUsd());
  }

  static BatchJson.Line withoutResult(BatchJson.Line line) {
    return new BatchJson.Line(
        line.id(),
        line.outcome(),
        line.failure(),
        line.message(),
        line.costUsd(),
        line.ranBefore(),
        null);
  }
}
