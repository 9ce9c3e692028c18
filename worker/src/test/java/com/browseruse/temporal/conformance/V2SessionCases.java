package com.browseruse.temporal.conformance;

import static com.browseruse.temporal.conformance.Case.of;
import static com.browseruse.temporal.conformance.Case.refused;
import static com.browseruse.temporal.conformance.Lab.NOBODYS;
import static com.browseruse.temporal.conformance.Lab.NO_UUID;
import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.client.SessionsClient;
import com.browseruse.temporal.task.Account;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The sessions of version 2, their public pages, and the account. */
final class V2SessionCases {
  private static final String CREATE = "v2 POST /sessions";
  private static final String LIST = "v2 GET /sessions";
  private static final String ONE = "/sessions/{}";
  private static final String SHARE = "/sessions/{}/public-share";
  private static final String ACCOUNT = "v2 GET /billing/account";

  private static final Session.Request STAYS =
      new Session.Request(null, "de", "https://shop.example", 1024, 768, true, false, false, null);

  private V2SessionCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    cases.add(of(CREATE, 201, V2SessionCases::created));
    cases.add(
        refused(CREATE, 422, BrowserUseException.InvalidRequest.class, V2SessionCases::tooSmall));
    cases.add(
        refused(CREATE, 429, BrowserUseException.TooManySessions.class, V2SessionCases::tooMany));
    cases.add(of(LIST, 200, V2SessionCases::listed));
    cases.add(
        refused(
            LIST,
            422,
            BrowserUseException.InvalidRequest.class,
            lab -> sessions(lab).list(new Session.Query("asleep", 10, 1))));
    cases.add(of("v2 GET " + ONE, 200, V2SessionCases::read));
    cases.add(of("v2 PATCH " + ONE, 200, V2SessionCases::stopped));
    cases.add(of("v2 DELETE " + ONE, 204, V2SessionCases::deleted));
    cases.add(of("v2 POST " + SHARE, 201, V2SessionCases::shared));
    cases.add(of("v2 GET " + SHARE, 200, V2SessionCases::shared));
    cases.add(of("v2 DELETE " + SHARE, 204, V2SessionCases::unshared));
    cases.add(of("v2 GET " + SHARE, 404, V2SessionCases::noShare));
    cases.add(unknown("v2 POST " + SHARE, SessionsClient::share));
    cases.add(unknown("v2 DELETE " + SHARE, SessionsClient::unshare));
    cases.add(unknown("v2 GET " + ONE, SessionsClient::get));
    cases.add(unknown("v2 PATCH " + ONE, SessionsClient::stop));
    cases.add(unknown("v2 DELETE " + ONE, SessionsClient::delete));
    cases.add(malformed("v2 GET " + SHARE, SessionsClient::getShare));
    cases.add(malformed("v2 POST " + SHARE, SessionsClient::share));
    cases.add(malformed("v2 DELETE " + SHARE, SessionsClient::unshare));
    cases.add(malformed("v2 GET " + ONE, SessionsClient::get));
    cases.add(malformed("v2 PATCH " + ONE, SessionsClient::stop));
    cases.add(malformed("v2 DELETE " + ONE, SessionsClient::delete));
    cases.add(of(ACCOUNT, 200, V2SessionCases::account));
    cases.add(
        refused(
            ACCOUNT,
            401,
            BrowserUseException.Authentication.class,
            lab -> lab.clientWithWrongKey().getAccount()));
    return cases;
  }

  private static Case unknown(String route, BiConsumer<SessionsClient, String> call) {
    return refused(
        route,
        404,
        BrowserUseException.SessionNotFound.class,
        lab -> call.accept(sessions(lab), NOBODYS));
  }

  private static Case malformed(String route, BiConsumer<SessionsClient, String> call) {
    return refused(
        route,
        422,
        BrowserUseException.InvalidRequest.class,
        lab -> call.accept(sessions(lab), NO_UUID));
  }

  private static SessionsClient sessions(Lab lab) {
    return lab.client.sessions();
  }

  private static void created(Lab lab) {
    Session session = sessions(lab).create(STAYS);

    assertThat(session.status()).isEqualTo("active");
    assertThat(session.keepAlive()).isTrue();
    assertThat(session.persistMemory()).isFalse();
    String task =
        lab.client
            .createTask(TaskRequest.newBuilder("Find milk").sessionId(session.id()).build())
            .taskId();
    lab.letItEnd();
    Session later = sessions(lab).get(session.id());
    assertThat(later.status()).as("a session that stays").isEqualTo("active");
    assertThat(lab.client.getTask(task).sessionId()).isEqualTo(session.id());
    Session.Request closing =
        new Session.Request(null, null, null, null, null, false, null, null, null);
    assertThat(sessions(lab).create(closing).keepAlive()).isFalse();
  }

  private static void tooSmall(Lab lab) {
    sessions(lab)
        .create(new Session.Request(null, null, null, 1, null, null, null, null, Map.of("new", 1)));
  }

  private static void tooMany(Lab lab) {
    lab.takeAllSessions();
    sessions(lab).create(STAYS);
  }

  private static void listed(Lab lab) {
    Session first = sessions(lab).create(STAYS);
    Session second = sessions(lab).create(STAYS);
    sessions(lab).stop(first.id());

    Session.Page page = sessions(lab).list(new Session.Query(null, 1, 1));
    assertThat(List.of(page.totalItems(), page.pageNumber(), page.pageSize()))
        .isEqualTo(List.of(2, 1, 1));
    assertThat(page.hasNext()).isTrue();
    assertThat(sessions(lab).list(new Session.Query(null, 3, 1)).hasNext()).isFalse();
    assertThat(sessions(lab).list(new Session.Query("active", null, null)).sessions())
        .extracting(Session::id)
        .containsExactly(second.id());
  }

  private static void read(Lab lab) {
    Task.Ref task = lab.client.createTask(TaskRequest.newBuilder("Find milk").build());

    Session session = sessions(lab).get(task.sessionId());

    assertThat(session.liveUrl()).startsWith("http");
    assertThat(session.publicShareUrl()).isNull();
    assertThat(session.startedAt()).isEqualTo(lab.now());
    assertThat(session.finishedAt()).isNull();
  }

  private static void stopped(Lab lab) {
    Task.Ref task = lab.client.createTask(TaskRequest.newBuilder("Find milk").build());

    Session session = sessions(lab).stop(task.sessionId());

    assertThat(session.status()).isEqualTo("stopped");
    assertThat(session.finishedAt()).isEqualTo(lab.now());
    assertThat(lab.emulator.tasks().get(0).status()).isEqualTo("stopped");
  }

  private static void deleted(Lab lab) {
    Session session = sessions(lab).create(STAYS);
    sessions(lab).delete(session.id());
    assertThat(sessions(lab).list(new Session.Query(null, 10, 1)).sessions()).isEmpty();
  }

  private static void shared(Lab lab) {
    String id = sessions(lab).create(STAYS).id();

    Session.Share share = sessions(lab).share(id);

    assertThat(share.url()).startsWith("http");
    assertThat(share.viewCount()).isZero();
    assertThat(sessions(lab).share(id).url()).as("shared again").isEqualTo(share.url());
    assertThat(sessions(lab).getShare(id)).contains(share);
    assertThat(sessions(lab).get(id).publicShareUrl()).isEqualTo(share.url());
  }

  private static void unshared(Lab lab) {
    String id = sessions(lab).create(STAYS).id();
    sessions(lab).share(id);

    sessions(lab).unshare(id);

    assertThat(sessions(lab).getShare(id)).isEmpty();
    assertThat(sessions(lab).get(id).publicShareUrl()).isNull();
  }

  private static void noShare(Lab lab) {
    assertThat(sessions(lab).getShare(sessions(lab).create(STAYS).id())).isEmpty();
  }

  private static void account(Lab lab) {
    lab.create();
    Account account = lab.client.getAccount();
    assertThat(account.creditsUsd()).isNotNull();
    assertThat(account.projectId()).isNotBlank();
    assertThat(List.of(account.concurrentSessionLimit(), account.activeSessionCount()))
        .isEqualTo(List.of(3, 1));
  }
}
