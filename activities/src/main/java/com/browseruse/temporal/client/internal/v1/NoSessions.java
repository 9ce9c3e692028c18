package com.browseruse.temporal.client.internal.v1;

import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.client.SessionsClient;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.SessionPage;
import com.browseruse.temporal.task.SessionQuery;
import com.browseruse.temporal.task.SessionRequest;
import com.browseruse.temporal.task.SessionShare;
import java.util.Optional;

/** The sessions of version 1: there are none that anybody could ask for. */
final class NoSessions implements SessionsClient {

  @Override
  public Session create(SessionRequest request) {
    throw none();
  }

  @Override
  public Session get(String sessionId) {
    throw none();
  }

  @Override
  public SessionPage list(SessionQuery query) {
    throw none();
  }

  @Override
  public Session stop(String sessionId) {
    throw none();
  }

  @Override
  public void delete(String sessionId) {
    throw none();
  }

  @Override
  public SessionShare share(String sessionId) {
    throw none();
  }

  @Override
  public Optional<SessionShare> getShare(String sessionId) {
    throw none();
  }

  @Override
  public void unshare(String sessionId) {
    throw none();
  }

  static BrowserUseException.UnsupportedAction none() {
    return new BrowserUseException.UnsupportedAction(
        BrowserUseException.Details.unsent("version 1 of the API has no sessions"));
  }
}
