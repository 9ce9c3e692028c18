package com.browseruse.temporal.client;

import com.browseruse.temporal.task.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The sessions of Browser Use Cloud: browsers that tasks run in. What {@link BrowserUseClient} says
 * of its calls holds for these too.
 */
public interface SessionsClient {
  /**
   * Opens a session. The API has no idempotency key: if {@link
   * BrowserUseException#mayHaveTakenEffect()}, a session may be open.
   */
  default Session create(Session.Request request) {
    return create(request, callTimeout -> {});
  }

  /**
   * The same, but asks once more, at the last moment, whether to send it, as {@link
   * BrowserUseClient#createTask(com.browseruse.temporal.task.TaskRequest, Consumer)} does.
   */
  Session create(Session.Request request, Consumer<Duration> lastCheck);

  /** {@return a session, with its tasks} */
  Session get(String sessionId);

  /** Reads one page of the list of sessions. */
  Session.Page list(Session.Query query);

  /** Closes a session and stops its tasks. */
  Session stop(String sessionId);

  /** Deletes a session and all its tasks. */
  void delete(String sessionId);

  /** Makes the public page of a session, or gives the one that exists. */
  Session.Share share(String sessionId);

  /** {@return the public page of a session, or empty if there is none} */
  Optional<Session.Share> getShare(String sessionId);

  /** Removes the public page of a session. */
  void unshare(String sessionId);
}
