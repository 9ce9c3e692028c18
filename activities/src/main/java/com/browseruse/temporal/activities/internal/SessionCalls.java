package com.browseruse.temporal.activities.internal;

import com.browseruse.temporal.activities.BrowserAccount;
import com.browseruse.temporal.activities.BrowserSession;
import com.browseruse.temporal.activities.BrowserSessionList;
import com.browseruse.temporal.activities.BrowserSessionShare;
import com.browseruse.temporal.activities.BrowserTaskLinks;
import com.browseruse.temporal.activities.CreateBrowserSessionInput;
import com.browseruse.temporal.activities.GetBrowserTaskLinksInput;
import com.browseruse.temporal.activities.ListBrowserSessionsInput;
import com.browseruse.temporal.activities.internal.view.JsonText;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Account;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.SessionPage;
import com.browseruse.temporal.task.SessionQuery;
import com.browseruse.temporal.task.Task;
import io.temporal.failure.ApplicationFailure;

/** The calls about sessions and the account, as activities make them. */
final class SessionCalls {
  private static final int LONGEST_LINK = 4096;

  private final BrowserUseClient client;

  SessionCalls(BrowserUseClient client) {
    this.client = client;
  }

  BrowserSession create(CreateBrowserSessionInput input) {
    try {
      return withoutLinks(client.sessions().create(input.request()));
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

  BrowserSession get(String sessionId) {
    Session session = ActivityFailures.call(() -> client.sessions().get(sessionId));
    return view(session, session.liveUrl());
  }

  BrowserSessionList list(ListBrowserSessionsInput input) {
    int limit = input.limit() == null ? ListBrowserSessionsInput.LARGEST_LIMIT : input.limit();
    if (limit < 1 || limit > ListBrowserSessionsInput.LARGEST_LIMIT) {
      throw ActivityFailures.invalid(
          "limit must be between 1 and "
              + ListBrowserSessionsInput.LARGEST_LIMIT
              + ", but is "
              + limit);
    }
    SessionPage page =
        ActivityFailures.call(
            () -> client.sessions().list(new SessionQuery(limit, 1, input.status())));
    return new BrowserSessionList(
        page.items().stream().limit(limit).map(SessionCalls::withoutLinks).toList(),
        page.totalItems());
  }

  BrowserSession stop(String sessionId) {
    return withoutLinks(ActivityFailures.call(() -> client.sessions().stop(sessionId)));
  }

  BrowserSessionShare share(String sessionId) {
    return new BrowserSessionShare(
        sessionId, ActivityFailures.call(() -> client.sessions().share(sessionId)).url());
  }

  BrowserTaskLinks links(GetBrowserTaskLinksInput input) {
    if (input.sessionId() == null) {
      Task task = ActivityFailures.call(() -> client.getTask(input.taskId()));
      return links(task.liveUrl(), task.publicShareUrl());
    }
    Session session = ActivityFailures.call(() -> client.sessions().get(input.sessionId()));
    return links(session.liveUrl(), session.publicShareUrl());
  }

  private static BrowserTaskLinks links(String liveUrl, String publicShareUrl) {
    return new BrowserTaskLinks(sane(liveUrl), sane(publicShareUrl));
  }

  /** No browser takes a longer link, and no history should. */
  private static String sane(String link) {
    return link == null || JsonText.size(link) > LONGEST_LINK ? null : link;
  }

  BrowserAccount account() {
    Account account = ActivityFailures.call(client::getAccount);
    return new BrowserAccount(
        account.name(),
        account.projectId(),
        account.creditsUsd() == null ? null : account.creditsUsd().toPlainString(),
        account.rateLimit(),
        account.concurrentSessionLimit(),
        account.activeSessionCount());
  }

  /** Whoever has the live link has the browser: it is given to those only who ask for it. */
  private static BrowserSession withoutLinks(Session session) {
    return view(session, null);
  }

  private static BrowserSession view(Session session, String liveUrl) {
    return new BrowserSession(
        session.id(),
        session.status(),
        liveUrl,
        session.keepAlive(),
        session.startedAt(),
        session.finishedAt());
  }
}
