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
   */
  default Session create(SessionRequest request) {
    throw unsupported();
  }

  /** {@return a session, with its tasks} */
  default Session get(String sessionId) {
    throw unsupported();
  }

  /** Reads one page of the list of sessions. */
  default SessionPage list(SessionQuery query) {
    throw unsupported();
  }

  /** Closes a session and stops its tasks. */
  default Session stop(String sessionId) {
    throw unsupported();
  }

  /** Deletes a session and all its tasks. */
  default void delete(String sessionId) {
    throw unsupported();
  }

  /** Makes the public page of a session, or gives the one that exists. */
  default SessionShare share(String sessionId) {
    throw unsupported();
  }

  /** {@return the public page of a session, or empty if there is none} */
  default Optional<SessionShare> getShare(String sessionId) {
    throw unsupported();
  }

  /** Removes the public page of a session. */
  default void unshare(String sessionId) {
    throw unsupported();
  }

  private static BrowserUseException unsupported() {
    return new BrowserUseException.UnsupportedAction(
        BrowserUseException.Details.unsent("this version of the API has no sessions"));
  }
}
