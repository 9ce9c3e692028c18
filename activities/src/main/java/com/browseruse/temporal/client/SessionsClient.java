package com.browseruse.temporal.client;

import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.SessionPage;
import com.browseruse.temporal.task.SessionQuery;
import com.browseruse.temporal.task.SessionRequest;
import com.browseruse.temporal.task.SessionShare;
import java.util.Optional;

/**
 * The sessions of Browser Use Cloud: browsers that tasks run in. What {@link BrowserUseClient} says
 * of its calls holds for these too; where the API version has no sessions, each of them fails with
 * an {@link BrowserUseException.UnsupportedAction}.
 */
public interface SessionsClient {

  /**
   * Opens a session. The API has no idempotency key: if {@link
   * BrowserUseException#mayHaveTakenEffect()}, a session may be open.
   *
   * @param request what is asked for
   * @return the session
   */
  Session create(SessionRequest request);

  /**
   * Reads a session.
   *
   * @param sessionId the session
   * @return the session, with its tasks
   */
  Session get(String sessionId);

  /**
   * Reads one page of the list of sessions.
   *
   * @param query which sessions, and which page
   * @return the page
   */
  SessionPage list(SessionQuery query);

  /**
   * Closes a session and stops its tasks.
   *
   * @param sessionId the session
   * @return the session as it is now
   */
  Session stop(String sessionId);

  /**
   * Deletes a session and all its tasks.
   *
   * @param sessionId the session
   */
  void delete(String sessionId);

  /**
   * Makes the public page of a session, or gives the one that exists.
   *
   * @param sessionId the session
   * @return the page
   */
  SessionShare share(String sessionId);

  /**
   * Reads the public page of a session.
   *
   * @param sessionId the session
   * @return the page, or empty if there is none
   */
  Optional<SessionShare> getShare(String sessionId);

  /**
   * Removes the public page of a session.
   *
   * @param sessionId the session
   */
  void unshare(String sessionId);
}
