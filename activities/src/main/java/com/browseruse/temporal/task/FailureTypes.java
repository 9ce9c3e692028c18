package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The types of the {@link io.temporal.failure.ApplicationFailure}s that activities and workflows
 * end with. They are part of the contract: callers in any language may compare them.
 */
public final class FailureTypes {
  /** The input is not acceptable; the message names the field and what is allowed. */
  public static final String INVALID_REQUEST = "InvalidRequest";

  /** The API key is missing, wrong, or not allowed to do this. */
  public static final String AUTHENTICATION_FAILED = "AuthenticationFailed";

  /** Credits, or the monthly cap of the key, are used up. */
  public static final String INSUFFICIENT_CREDITS = "InsufficientCredits";

  /** There is no such task, or it belongs to another project. */
  public static final String TASK_NOT_FOUND = "TaskNotFound";

  /** There is no such session, or it belongs to another project. */
  public static final String SESSION_NOT_FOUND = "SessionNotFound";

  /** The session has been stopped and takes no more tasks. */
  public static final String SESSION_STOPPED = "SessionStopped";

  /** This version of the API cannot do what was asked. */
  public static final String UNSUPPORTED_OPERATION = "UnsupportedOperation";

  /** The run did not end before its deadline. */
  public static final String BROWSER_TASK_TIMED_OUT = "BrowserTaskTimedOut";

  /** The reported cost passed {@code maxCostUsd}. */
  public static final String BUDGET_EXCEEDED = "BudgetExceeded";

  /** The task ended without success, and the run was told to fail then. */
  public static final String BROWSER_TASK_UNSUCCESSFUL = "BrowserTaskUnsuccessful";

  /** The output does not follow its JSON Schema, and the run was told to fail then. */
  public static final String STRUCTURED_OUTPUT_INVALID = "StructuredOutputInvalid";

  /** The session is at work on another task; retried. */
  public static final String SESSION_BUSY = "SessionBusy";

  /** As many sessions as the account may have at once; retried. */
  public static final String TOO_MANY_SESSIONS = "TooManySessions";

  /** Too many requests; retried when the server says. */
  public static final String RATE_LIMITED = "RateLimited";

  /** The service failed or could not be reached; retried. */
  public static final String SERVICE_UNAVAILABLE = "ServiceUnavailable";

  /** The service sent a response that cannot be understood; retried. */
  public static final String UNEXPECTED_RESPONSE = "UnexpectedResponse";

  /** It is unknown whether a create took effect; retried after a lookup of what exists. */
  public static final String CREATE_UNCLEAR = "CreateUnclear";

  /** An attempt to create ended before it had sent anything; retried. */
  public static final String CREATE_NOT_SENT = "CreateNotSent";

  /** A file of a task could not be downloaded; retried, unless it is gone. */
  public static final String ARTIFACT_UNAVAILABLE = "ArtifactUnavailable";

  /** A file of a task is larger than the worker copies. */
  public static final String ARTIFACT_TOO_LARGE = "ArtifactTooLarge";

  /** The artifact store failed; retried. */
  public static final String ARTIFACT_STORE_FAILED = "ArtifactStoreFailed";

  private FailureTypes() {}

  /**
   * The detail of the failure of a {@code CreateBrowserTask}, and of its heartbeats: what is
   * unclear of it.
   *
   * @param unclear when requests were sent that may have made a task all the same; null if surely
   *     none was made
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record CreateFailureDetail(@JsonProperty("unclear") @Nullable UnclearRequests unclear) {}
}
