package com.browseruse.temporal.client.internal.v2;

import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.client.SessionsClient;
import com.browseruse.temporal.client.internal.http.CallExecutor;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.SessionPage;
import com.browseruse.temporal.task.SessionQuery;
import com.browseruse.temporal.task.SessionRequest;
import com.browseruse.temporal.task.SessionShare;
import java.util.Optional;

/** The sessions of version 2. */
final class V2SessionsClient implements SessionsClient {
  private final CallExecutor calls;

  V2SessionsClient(CallExecutor calls) {
    this.calls = calls;
  }

  @Override
  public Session create(SessionRequest request) {
    return calls.execute(V2Routes.createSession(V2Requests.session(request)), V2Responses::session);
  }

  @Override
  public Session get(String sessionId) {
    return calls.execute(V2Routes.session(sessionId), V2Responses::session);
  }

  @Override
  public SessionPage list(SessionQuery query) {
    return calls.execute(V2Routes.listSessions(query), body -> V2Responses.sessions(body, query));
  }

  @Override
  public Session stop(String sessionId) {
    return calls.execute(V2Routes.stopSession(sessionId), V2Responses::session);
  }

  @Override
  public void delete(String sessionId) {
    calls.execute(V2Routes.deleteSession(sessionId));
  }

  @Override
  public SessionShare share(String sessionId) {
    return calls.execute(
        V2Routes.share("POST", sessionId), body -> V2Responses.share(sessionId, body));
  }

  @Override
  public Optional<SessionShare> getShare(String sessionId) {
    try {
      return Optional.of(
          calls.execute(
              V2Routes.share("GET", sessionId), body -> V2Responses.share(sessionId, body)));
    } catch (BrowserUseException.NotFound e) {
      return Optional.empty();
    }
  }

  @Override
  public void unshare(String sessionId) {
    calls.execute(V2Routes.share("DELETE", sessionId));
  }
}
