package com.browseruse.temporal.activities.internal;

import com.browseruse.temporal.activities.BrowserSessionActivities;
import com.browseruse.temporal.activities.internal.create.CreateAttempt;
import com.browseruse.temporal.activities.internal.create.SessionOpener;
import com.browseruse.temporal.activities.internal.create.SessionQueue;
import com.browseruse.temporal.activities.internal.lists.Sleeper;
import com.browseruse.temporal.activities.internal.results.ActivityFailures;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.Account;
import com.browseruse.temporal.task.Session;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import java.time.Clock;
import java.time.Instant;

/** The calls about sessions and the account on top of a {@link BrowserUseClient}. */
public final class BrowserSessionActivitiesImpl implements BrowserSessionActivities {
  private final BrowserUseClient client;
  private final SessionQueue queue;
  private final SessionOpener opener;

  BrowserSessionActivitiesImpl(BrowserUseClient client, SessionQueue queue) {
    this.client = client;
    this.queue = queue;
    this.opener = new SessionOpener(client, queue);
  }

  public static BrowserSessionActivities create(BrowserUseClient client, SessionQueue queue) {
    return BackgroundHeartbeats.around(
        BrowserSessionActivities.class, new BrowserSessionActivitiesImpl(client, queue));
  }

  @Override
  public Session createBrowserSession(CreateBrowserSessionInput input) {
    if (input == null || input.request() == null) {
      throw ActivityFailures.invalid(
          "request must be given: the fields of the API's request for a session, such as"
              + " {\"request\": {\"proxyCountryCode\": \"de\"}}");
    }
    ActivityExecutionContext context = Activity.getExecutionContext();
    ActivityInfo info = context.getInfo();
    if (info.isLocal()) {
      throw ActivityFailures.invalid(
          "CreateBrowserSession must not be called as a local activity, whose repetitions cannot be"
              + " told from new calls and would open another session");
    }
    CreateAttempt attempt =
        CreateAttempt.begin(context, input.earlier(), Sleeper.REAL, Clock.systemUTC());
    String key =
        "session of %s, run %s, wanted since %s"
            .formatted(info.getWorkflowId(), info.getWorkflowRunId(), attempt.waitingSince());
    return withoutLinks(opener.open(input.request(), key, attempt));
  }

  @Override
  public Session getBrowserSession(Session.Ref session) {
    Session found = ActivityFailures.call(() -> client.sessions().get(session.sessionId()));
    return found.withOnlyLiveUrl(found.liveUrl());
  }

  @Override
  public Session getBrowserSessionStatus(Session.Ref session) {
    return noteEnd(ActivityFailures.call(() -> client.sessions().get(session.sessionId())));
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
    return noteEnd(ActivityFailures.call(() -> client.sessions().stop(session.sessionId())));
  }

  @Override
  public Session.Share shareBrowserSession(Session.Ref session) {
    return ActivityFailures.call(() -> client.sessions().share(session.sessionId()));
  }

  @Override
  public Account getBrowserAccount() {
    return ActivityFailures.call(client::getAccount);
  }

  /** Its slot may be free for a create that waits. */
  private Session noteEnd(Session seen) {
    if (seen.hasStopped()) {
      long startedAt = Activity.getExecutionContext().getInfo().getStartedTimestamp();
      queue.ended(seen.id(), Instant.ofEpochMilli(startedAt));
    }
    return withoutLinks(seen);
  }

  /** Whoever has the live link has the browser: it is given to those only who ask for it. */
  private static Session withoutLinks(Session session) {
    return session.withOnlyLiveUrl(null);
  }
}
