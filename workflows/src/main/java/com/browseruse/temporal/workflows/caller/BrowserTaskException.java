package com.browseruse.temporal.workflows.caller;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.StopOutcome;
import io.nexusrpc.handler.HandlerException;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.NexusOperationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run of a browser task ended without a result, or refused an update. The class says why, and
 * {@link #evidence} what is known of the remote task: the same for every kind, wherever the run has
 * left it, be it in the detail of its failure, or in its memo if it was cancelled, terminated or
 * ended by a time limit of Temporal.
 *
 * <pre>{@code
 * try {
 *   return tasks.run("milk-price-4711", task);
 * } catch (BrowserTaskException.TimedOut | BrowserTaskException.BudgetExceeded e) {
 *   return e.result().orElse(null);
 * } catch (BrowserTaskException e) {
 *   log.warn("{}: {}, {}", e.type(), e.getMessage(), e.evidence());
 *   throw e;
 * }
 * }</pre>
 */
public abstract sealed class BrowserTaskException extends RuntimeException {
  /** The type of a run that was cancelled; its task was stopped first. */
  public static final String CANCELLED = "Cancelled";

  /** The type of a run that was terminated, which gives it no time to stop its task. */
  public static final String TERMINATED = "Terminated";

  /** The type of a run that a time limit of Temporal ended, which gives it no time either. */
  public static final String TIMED_OUT = "TimedOut";

  /** The type of a run that failed in another way. */
  public static final String FAILED = "Failed";

  private static final long serialVersionUID = 1L;

  private static final BrowserTaskEvidence NOTHING_KNOWN = BrowserTaskEvidence.fromJson("{}");

  private final String type;
  private final transient BrowserTaskEvidence evidence;

  private BrowserTaskException(Ending ending) {
    super(ending.message, ending.cause);
    this.type = ending.type;
    this.evidence = ending.evidence == null ? NOTHING_KNOWN : ending.evidence;
  }

  private record Ending(
      String type, String message, @Nullable BrowserTaskEvidence evidence, Throwable cause) {}

  /**
   * The task, or an update, is not acceptable: the message names what. Types: {@code
   * InvalidRequest}, {@code UnsupportedOperation}.
   */
  public static final class Refused extends BrowserTaskException {
    private static final long serialVersionUID = 1L;

    private Refused(Ending ending) {
      super(ending);
    }
  }

  /** The account cannot do it. Types: {@code AuthenticationFailed}, {@code InsufficientCredits}. */
  public static final class AccountRefused extends BrowserTaskException {
    private static final long serialVersionUID = 1L;

    private AccountRefused(Ending ending) {
      super(ending);
    }
  }

  /**
   * What the task needs is not there. Types: {@code TaskNotFound}, {@code SessionNotFound}, {@code
   * SessionStopped}.
   */
  public static final class NotFound extends BrowserTaskException {
    private static final long serialVersionUID = 1L;

    private NotFound(Ending ending) {
      super(ending);
    }
  }

  /**
   * It took too long. Types: {@code BrowserTaskTimedOut}, whose task was told to stop, and {@value
   * BrowserTaskException#TIMED_OUT}, where a time limit of Temporal left no time for that.
   */
  public static final class TimedOut extends BrowserTaskException {
    private static final long serialVersionUID = 1L;

    private TimedOut(Ending ending) {
      super(ending);
    }
  }

  /** The task has cost more than it may, and was told to stop. Type: {@code BudgetExceeded}. */
  public static final class BudgetExceeded extends BrowserTaskException {
    private static final long serialVersionUID = 1L;

    private BudgetExceeded(Ending ending) {
      super(ending);
    }
  }

  /** The task ended without success; {@link #result} has it. {@code BrowserTaskUnsuccessful}. */
  public static final class Unsuccessful extends BrowserTaskException {
    private static final long serialVersionUID = 1L;

    private Unsuccessful(Ending ending) {
      super(ending);
    }
  }

  /**
   * The output does not follow its schema; {@link #result} has it. {@code StructuredOutputInvalid}.
   */
  public static final class OutputInvalid extends BrowserTaskException {
    private static final long serialVersionUID = 1L;

    private OutputInvalid(Ending ending) {
      super(ending);
    }
  }

  /** The run was cancelled, and has stopped its task. Type: {@value #CANCELLED}. */
  public static final class Cancelled extends BrowserTaskException {
    private static final long serialVersionUID = 1L;

    private Cancelled(Ending ending) {
      super(ending);
    }
  }

  /** The run was terminated, and its task may be alive. Type: {@value #TERMINATED}. */
  public static final class Terminated extends BrowserTaskException {
    private static final long serialVersionUID = 1L;

    private Terminated(Ending ending) {
      super(ending);
    }
  }

  /**
   * Browser Use Cloud did not respond, or not as it should, until the time was up. Types: {@code
   * ServiceUnavailable}, {@code UnexpectedResponse}.
   */
  public static final class ServiceFailed extends BrowserTaskException {
    private static final long serialVersionUID = 1L;

    private ServiceFailed(Ending ending) {
      super(ending);
    }
  }

  /** The run failed in another way, such as with a type that this release does not know. */
  public static final class Failed extends BrowserTaskException {
    private static final long serialVersionUID = 1L;

    private Failed(Ending ending) {
      super(ending);
    }
  }

  /** {@return what {@link WorkflowStub#getResult} or {@link WorkflowStub#update} threw, decoded} */
  public static BrowserTaskException of(WorkflowStub run, WorkflowException failure) {
    Throwable cause = failure.getCause();
    while (cause instanceof ActivityFailure && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ApplicationFailure outer
        && outer.getType().equals(IllegalStateException.class.getName())
        && outer.getCause() instanceof ApplicationFailure refusal) {
      // An update that a validator has refused: see Failures.
      cause = refusal;
    }
    if (cause instanceof ApplicationFailure ours) {
      BrowserTaskEvidence detail = detail(ours);
      return of(ended(ours, detail == null ? memo(run) : detail, failure));
    }
    return of(ended(cause, withResult(memo(run), run), failure));
  }

  /**
   * {@return the failure of a run that workflow code has caught, decoded: of a child, or of {@link
   * BrowserTaskWorkflows}} A run that was cancelled, terminated or ended by a time limit of
   * Temporal leaves its parent no evidence.
   *
   * <p>To be looked at, not to be thrown: an exception that is no {@link TemporalFailure} does not
   * fail a workflow, but each of its workflow tasks.
   */
  public static BrowserTaskException of(TemporalFailure failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && (cause instanceof ChildWorkflowFailure || cause instanceof NexusOperationFailure)) {
      cause = cause.getCause();
    }
    return of(
        ended(cause, cause instanceof ApplicationFailure ours ? detail(ours) : null, failure));
  }

  private static Ending ended(
      @Nullable Throwable cause, @Nullable BrowserTaskEvidence evidence, Throwable failure) {
    if (cause instanceof ApplicationFailure ours) {
      return new Ending(ours.getType(), ours.getOriginalMessage(), evidence, failure);
    }
    if (cause instanceof CanceledFailure) {
      return new Ending(CANCELLED, "The run was cancelled.", evidence, failure);
    }
    if (cause instanceof TerminatedFailure) {
      return new Ending(
          TERMINATED,
          "The run was terminated, which gives it no time to stop its task.",
          evidence,
          failure);
    }
    if (cause instanceof TimeoutFailure) {
      return new Ending(
          TIMED_OUT,
          "A time limit of Temporal ended the run, which gives it no time to stop its task.",
          evidence,
          failure);
    }
    if (cause instanceof HandlerException refused) {
      Throwable why = refused.getCause() == null ? refused : refused.getCause();
      return new Ending(FAILED, "The request was not taken: " + message(why), evidence, failure);
    }
    return new Ending(FAILED, message(cause), evidence, failure);
  }

  private static String message(@Nullable Throwable cause) {
    return cause instanceof TemporalFailure other
        ? other.getOriginalMessage()
        : String.valueOf(cause);
  }

  /** {@return what a result that is there fails with} */
  static BrowserTaskException of(ApplicationFailure failure, BrowserTaskResult result) {
    return of(
        new Ending(
            failure.getType(),
            failure.getOriginalMessage(),
            BrowserTaskEvidence.of(result),
            failure));
  }

  private static BrowserTaskException of(Ending ending) {
    return switch (ending.type) {
      case FailureTypes.INVALID_REQUEST, FailureTypes.UNSUPPORTED_OPERATION -> new Refused(ending);
      case FailureTypes.AUTHENTICATION_FAILED, FailureTypes.INSUFFICIENT_CREDITS ->
          new AccountRefused(ending);
      case FailureTypes.TASK_NOT_FOUND,
          FailureTypes.SESSION_NOT_FOUND,
          FailureTypes.SESSION_STOPPED ->
          new NotFound(ending);
      case FailureTypes.BROWSER_TASK_TIMED_OUT, TIMED_OUT -> new TimedOut(ending);
      case FailureTypes.BUDGET_EXCEEDED -> new BudgetExceeded(ending);
      case FailureTypes.BROWSER_TASK_UNSUCCESSFUL -> new Unsuccessful(ending);
      case FailureTypes.STRUCTURED_OUTPUT_INVALID -> new OutputInvalid(ending);
      case CANCELLED -> new Cancelled(ending);
      case TERMINATED -> new Terminated(ending);
      case FailureTypes.SERVICE_UNAVAILABLE, FailureTypes.UNEXPECTED_RESPONSE ->
          new ServiceFailed(ending);
      default -> new Failed(ending);
    };
  }

  /** {@return a type of {@link com.browseruse.temporal.task.FailureTypes}, or one of these} */
  public String type() {
    return type;
  }

  /** {@return what is known of the task; all of it is null if nothing is} */
  public BrowserTaskEvidence evidence() {
    return evidence;
  }

  /**
   * {@return the result of a task that had ended all the same; that of a run that was cancelled can
   * only be had as long as a worker is up}
   */
  public Optional<BrowserTaskResult> result() {
    return Optional.ofNullable(evidence.result());
  }

  private static @Nullable BrowserTaskEvidence detail(ApplicationFailure failure) {
    try {
      if (failure.getDetails().getSize() == 0) {
        return null;
      }
      return failure.getDetails().get(BrowserTaskEvidence.class);
    } catch (DataConverterException e) {
      // Details of another kind: the message has to do.
      return null;
    }
  }

  /** A memo is too small for a result; the run itself still knows it. */
  private static @Nullable BrowserTaskEvidence withResult(
      @Nullable BrowserTaskEvidence memo, WorkflowStub run) {
    if (memo == null || memo.stop() != StopOutcome.FINISHED_FIRST) {
      return memo;
    }
    try {
      return BrowserTaskEvidence.of(run.query("progress", BrowserTaskProgress.class));
    } catch (RuntimeException e) {
      // No worker is up.
      return memo;
    }
  }

  private static @Nullable BrowserTaskEvidence memo(WorkflowStub run) {
    try {
      return run.describe()
          .getMemo(
              BrowserTaskEvidence.MEMO_KEY, BrowserTaskEvidence.class, BrowserTaskEvidence.class);
    } catch (RuntimeException e) {
      // Written by another release, or encrypted; the run's end is known without it.
      return null;
    }
  }
}
