package com.browseruse.temporal.activities.internal;

import com.browseruse.temporal.activities.BrowserSessionActivities;
import com.browseruse.temporal.activities.internal.results.ActivityFailures;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Account;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Session;
import io.temporal.failure.ApplicationFailure;

/** The calls about sessions and the account on top of a {@link BrowserUseClient}. */
public final class BrowserSessionActivitiesImpl implements BrowserSessionActivities {
  private final BrowserUseClient client;

  BrowserSessionActivitiesImpl(BrowserUseClient client) {
    this.client = client;
  }

  public static BrowserSessionActivities create(BrowserUseClient client) {
    return BackgroundHeartbeats.around(
        BrowserSessionActivities.class, new BrowserSessionActivitiesImpl(client));
  }

  @Override
  public Session createBrowserSession(Session.Request request) {
    try {
      return withoutLinks(client.sessions().create(request));
    } catch (BrowserUseException e) {
      if (!e.mayHaveTakenEffect()) {
        throw ActivityFailures.from(e);
      }
      // Sessions carry no marker to find them by, so that a second one might be opened.
      throw ApplicationFailure.newNonRetryableFailure(
          e.getMessage() + "; it is unclear whether a session was opened: look for it, and stop it",
          FailureTypes.CREATE_UNCLEAR);
    } catch (IllegalArgumentException e) {
      throw ActivityFailures.invalid(e.getMessage());
    }
  }

  @Override
  public Session getBrowserSession(Session.Ref session) {
    Session found = ActivityFailures.call(() -> client.sessions().get(session.sessionId()));
    return found.withOnlyLiveUrl(found.liveUrl());
  }

  @Override
  public Session getBrowserSessionStatus(Session.Ref session) {
    return withoutLinks(ActivityFailures.call(() -> client.sessions().get(session.sessionId())));
  }

  @Override
  public Session.Page listBrowserSessions(Session.Query query) {
    Session.Page page = ActivityFailures.call(() -> client.sessions().list(query.check()));
    return new Session.Page(
        // A server that gives more than it was asked for must not fill the history.
        page.sessions().stream()
            .limit(query.pageSize())
            .map(BrowserSessionActivitiesImpl::withoutLinks)
            .toList(),
        page.totalItems(),
        page.pageNumber(),
        page.pageSize(),
        page.hasNext());
  }

  @Override
  public Session stopBrowserSession(Session.Ref session) {
    return withoutLinks(ActivityFailures.call(() -> client.sessions().stop(session.sessionId())));
  }

  @Override
  public Session.Share shareBrowserSession(Session.Ref session) {
    return ActivityFailures.call(() -> client.sessions().share(session.sessionId()));
  }

  @Override
  public Account getBrowserAccount() {
    return ActivityFailures.call(client::getAccount);
  }

  /** Whoever has the live link has the browser: it is given to those only who ask for it. */
  private static Session withoutLinks(Session session) {
    return session.withOnlyLiveUrl(null);
  }
}
