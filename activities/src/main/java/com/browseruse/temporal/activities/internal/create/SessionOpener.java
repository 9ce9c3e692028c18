package com.browseruse.temporal.activities.internal.create;

import com.browseruse.temporal.activities.internal.results.ActivityFailures;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.client.SessionsClient;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Session;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a session in its turn. Sessions carry no marker to find them by: once one may be open that
 * nobody knows, no other is opened.
 */
public final class SessionOpener {
  private static final Logger log = LoggerFactory.getLogger(SessionOpener.class);

  private final BrowserUseClient client;
  private final SessionQueue queue;

  public SessionOpener(BrowserUseClient client, SessionQueue queue) {
    this.client = client;
    this.queue = queue;
  }

  /** Opens it, or waits for its turn; who asks again must do so with the same key. */
  public Session open(Session.Request request, String key, TaskCreator.Attempt attempt) {
    if (attempt.unclear() != null) {
      throw unclear("an attempt before this one did not end");
    }
    try {
      SessionsClient sessions = client.sessions();
      Session opened = null;
      while (opened == null) {
        queue.await(key, attempt);
        opened =
            queue.send(
                attempt,
                () -> {
                  attempt.announce();
                  return sessions.create(request, attempt::checkBeforeSending);
                });
        if (opened == null) {
          attempt.tellUnclear(null);
          attempt.confirm();
        }
      }
      if (attempt.isGivenUp()) {
        stop(sessions, opened);
      }
      return opened;
    } catch (BrowserUseException e) {
      if (e.mayHaveTakenEffect()) {
        throw unclear(String.valueOf(e.getMessage()));
      }
      attempt.tellUnclear(null);
      throw ActivityFailures.from(e);
    } catch (ApplicationFailure | ActivityCompletionException e) {
      // Nothing was sent.
      attempt.tellUnclear(null);
      throw e;
    } catch (IllegalArgumentException e) {
      attempt.tellUnclear(null);
      throw ActivityFailures.invalid(e.getMessage());
    }
  }

  /** Its workflow was terminated or reset meanwhile, or another attempt has followed. */
  private static void stop(SessionsClient sessions, Session opened) {
    try {
      sessions.stop(opened.id());
      log.warn("Stopped session {}, which was opened too late for its workflow", opened.id());
    } catch (BrowserUseException e) {
      log.warn("Could not stop session {}, opened too late for its workflow", opened.id(), e);
    }
  }

  private static ApplicationFailure unclear(String why) {
    return ApplicationFailure.newNonRetryableFailure(
        why + "; it is unclear whether a session was opened: look for it, and stop it",
        FailureTypes.CREATE_UNCLEAR);
  }
}
