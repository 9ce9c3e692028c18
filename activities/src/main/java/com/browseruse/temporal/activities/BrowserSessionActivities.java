package com.browseruse.temporal.activities;

import com.browseruse.temporal.activities.BrowserTaskActivities.EarlierCreates;
import com.browseruse.temporal.task.Account;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Session;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.jspecify.annotations.Nullable;

/**
 * The calls about sessions and the account, as activities. They fail as {@link
 * BrowserTaskActivities} do, and with {@link FailureTypes#UNSUPPORTED_OPERATION} on a version of
 * the API that has no sessions.
 */
@ActivityInterface
public interface BrowserSessionActivities {
  /**
   * Opens a session, and returns it without links. Where the account has as many as it may have, it
   * waits for its turn with the creates of tasks, within the attempt or by a later one. It must not
   * be called as a local activity, and refuses that.
   *
   * <p>A session carries no marker that it could be found by: an unclear response is final, with
   * type {@code CreateUnclear}, and says that a session may be open. So is what follows an attempt
   * whose worker was lost when it may have sent its request.
   *
   * <p>Call it with {@link
   * io.temporal.activity.ActivityCancellationType#WAIT_CANCELLATION_COMPLETED}: a cancel ends the
   * wait, and a session that was opened all the same is returned.
   */
  @ActivityMethod
  Session createBrowserSession(CreateBrowserSessionInput input);

  /** Reads a session. The live link enters the history of the workflow that asks. */
  @ActivityMethod
  Session getBrowserSession(Session.Ref session);

  /** Reads a session without its links, for who only wants to know whether it is open. */
  @ActivityMethod
  Session getBrowserSessionStatus(Session.Ref session);

  /** Lists one page of sessions, without links. */
  @ActivityMethod
  Session.Page listBrowserSessions(Session.Query query);

  /** Closes a session and stops its tasks; returns it as it is now, without links. */
  @ActivityMethod
  Session stopBrowserSession(Session.Ref session);

  /**
   * Makes the public page of a session, or gives the one that exists. The link enters the history
   * of the workflow that asks.
   */
  @ActivityMethod
  Session.Share shareBrowserSession(Session.Ref session);

  /** {@return whose key the worker has, and what is left to spend} */
  @ActivityMethod
  Account getBrowserAccount();

  /**
   * What to open.
   *
   * @param request what to ask the API for
   * @param earlier what activities before this one have left that were to open the same session;
   *     null if this is the first
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CreateBrowserSessionInput(
      @JsonProperty("request") Session.Request request,
      @JsonProperty("earlier") @Nullable EarlierCreates earlier) {}
}
