package com.browseruse.temporal.client.internal.v2;

import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.client.SessionsClient;
import com.browseruse.temporal.client.internal.http.Exchanges;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.SessionPage;
import com.browseruse.temporal.task.SessionQuery;
import com.browseruse.temporal.task.SessionRequest;
import com.browseruse.temporal.task.SessionShare;
import java.util.Optional;

/** The sessions of version 2. */
final class V2SessionsClient implements SessionsClient {
  private final Exchanges exchanges;

  V2SessionsClient(Exchanges exchanges) {
    this.exchanges = exchanges;
  }

  @Override
  public Session create(SessionRequest request) {
    return exchanges.askLong(Routes.createSession(Requests.session(request)), Answers::session);
  }

  @Override
  public Session get(String sessionId) {
    return exchanges.askLong(Routes.session(sessionId), Answers::session);
  }

  @Override
  public SessionPage list(SessionQuery query) {
    return exchanges.askLong(Routes.listSessions(query), body -> Answers.sessions(body, query));
  }

  @Override
  public Session stop(String sessionId) {
    return exchanges.askLong(
        Routes.updateSession(sessionId, Requests.stopSession()), Answers::session);
  }

  @Override
  public void delete(String sessionId) {
    exchanges.tell(Routes.deleteSession(sessionId));
  }

  @Override
  public SessionShare share(String sessionId) {
    return exchanges.ask(Routes.share("POST", sessionId), Answers::share);
  }

  @Override
  public Optional<SessionShare> getShare(String sessionId) {
    try {
      return Optional.of(exchanges.ask(Routes.share("GET", sessionId), Answers::share));
    } catch (BrowserUseException.NotFound e) {
      return Optional.empty();
    }
  }

  @Override
  public void unshare(String sessionId) {
    exchanges.tell(Routes.share("DELETE", sessionId));
  }
}
