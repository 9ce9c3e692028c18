package com.browseruse.temporal.client;

import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.SessionPage;
import com.browseruse.temporal.task.SessionQuery;
import com.browseruse.temporal.task.SessionRequest;
import com.browseruse.temporal.task.SessionShare;
import java.util.Optional;

/**
 * The sessions of Browser Use Cloud: browsers that tasks run in. What {@link BrowserUseClient} says
 * of its calls holds for these too.
 */
public interface SessionsClient {

  /**
   * Opens a session. The API has no idempotency key: if {@link
   * BrowserUseException#mayHaveTakenEffect()}, a session may be open.
   */
  Session create(SessionRequest request);

  /** {@return a session, with its tasks} */
  Session get(String sessionId);

  /** Reads one page of the list of sessions. */
  SessionPage list(SessionQuery query);

  /** Closes a session and stops its tasks. */
  Session stop(String sessionId);

  /** Deletes a session and all its tasks. */
  void delete(String sessionId);

  /** Makes the public page of a session, or gives the one that exists. */
  SessionShare share(String sessionId);

  /** {@return the public page of a session, or empty if there is none} */
  Optional<SessionShare> getShare(String sessionId);

  /** Removes the public page of a session. */
  void unshare(String sessionId);
}
