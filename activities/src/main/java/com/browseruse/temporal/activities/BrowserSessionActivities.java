package com.browseruse.temporal.activities;

import com.browseruse.temporal.task.Account;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Session;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * The calls about sessions and the account, as activities. They fail as {@link
 * BrowserTaskActivities} do, and with {@link FailureTypes#UNSUPPORTED_OPERATION} on a version of
 * the API that has no sessions.
 */
@ActivityInterface
public interface BrowserSessionActivities {
  /**
   * Opens a session, and returns it without links. A session carries no marker that it could be
   * found by: an unclear response is final, with type {@code CreateUnclear}, and says that a
   * session may be open. Should the worker be lost meanwhile, another attempt opens another
   * session, unless the retry options allow one attempt only.
   */
  @ActivityMethod
  Session createBrowserSession(Session.Request request);

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
}
