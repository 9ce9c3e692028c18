package com.browseruse.temporal.activities.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.BrowserSessionActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskLinks;
import com.browseruse.temporal.activities.BrowserTaskActivitiesOptions;
import com.browseruse.temporal.activities.internal.create.CreateLab;
import com.browseruse.temporal.activities.internal.create.SessionQueue;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.client.SessionsClient;
import com.browseruse.temporal.task.Account;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskStatus;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionActivitiesTest {
  private static final String LIVE = "https://live.example.com/";
  private static final String SHARE = "https://share.example.com/";
  private static final Session SESSION =
      new Session("s", "active", LIVE, null, SHARE, true, null, null, null);

  private final BrowserUseClient client = mock(BrowserUseClient.class);
  private final SessionsClient sessions = mock(SessionsClient.class);
  private final BrowserSessionActivities activities =
      new BrowserSessionActivitiesImpl(client, new SessionQueue(0));
  private final BrowserTaskActivities tasks =
      new BrowserTaskActivitiesImpl(
          client, BrowserTaskActivitiesOptions.getDefaultInstance(), name -> null, time -> {});

  @BeforeEach
  void stub() {
    when(client.sessions()).thenReturn(sessions);
  }

  @Test
  void whereThereAreNoSessionsEachOfThemSaysSo() {
    BrowserUseException.UnsupportedAction none =
        new BrowserUseException.UnsupportedAction(CreateLab.details(0, false, null));
    when(sessions.list(any())).thenThrow(none);
    when(sessions.stop("s")).thenThrow(none);
    when(sessions.share("s")).thenThrow(none);
    when(client.getAccount()).thenThrow(none);
    List<Runnable> calls =
        List.of(
            () -> activities.listBrowserSessions(new Session.Query(null, null, null)),
            () -> activities.stopBrowserSession(new Session.Ref("s")),
            () -> activities.shareBrowserSession(new Session.Ref("s")),
            activities::getBrowserAccount);
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThat(failure(call).getType()).isEqualTo(FailureTypes.UNSUPPORTED_OPERATION));
  }

  @Test
  void sessionsAreListedWithoutTheirLinks() {
    when(sessions.list(new Session.Query("active", 1, null)))
        .thenReturn(new Session.Page(List.of(SESSION, SESSION), 7, 1, 1, true));
    Session.Page list = activities.listBrowserSessions(new Session.Query("active", 1, null));
    assertThat(list.totalItems()).isEqualTo(7);
    assertThat(list.sessions()).singleElement().returns(null, Session::liveUrl);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101})
  void aListThatAHistoryCannotHoldIsRefused(int limit) {
    assertThat(failure(() -> activities.listBrowserSessions(new Session.Query(null, limit, null))))
        .hasMessageContaining("limit must be between 1 and 100");
  }

  @Test
  void aSessionIsStoppedAndShared() {
    when(sessions.stop("s")).thenReturn(SESSION);
    when(sessions.share("s")).thenReturn(new Session.Share("s", SHARE, 1, null));
    assertThat(activities.stopBrowserSession(new Session.Ref("s")).id()).isEqualTo("s");
    assertThat(activities.shareBrowserSession(new Session.Ref("s")))
        .isEqualTo(new Session.Share("s", SHARE, 1, null));
  }

  @Test
  void onlyWhoAsksForASessionGetsItsLiveLink() {
    when(sessions.get("s")).thenReturn(SESSION);
    assertThat(activities.getBrowserSessionStatus(new Session.Ref("s")))
        .isEqualTo(SESSION.withOnlyLiveUrl(null));
    Session session = activities.getBrowserSession(new Session.Ref("s"));
    assertThat(session.liveUrl()).isEqualTo(LIVE);
    assertThat(session.publicShareUrl()).isNull();
  }

  @Test
  void theAccountTellsWhatIsLeft() {
    Account account = new Account("n", "p", "10", 25, 10, 3);
    when(client.getAccount()).thenReturn(account);
    assertThat(activities.getBrowserAccount()).isEqualTo(account);
  }

  @Test
  void theLinksOfATaskAreThoseOfItsSession() {
    when(sessions.get("s")).thenReturn(SESSION);
    assertThat(tasks.getBrowserTaskLinks(new Task.Ref("t", "s")))
        .isEqualTo(new BrowserTaskLinks(LIVE, SHARE));
  }

  @Test
  void withoutASessionTheTaskHasItsLinks() {
    when(client.getTask("t"))
        .thenReturn(
            new Task(
                "t",
                null,
                null,
                null,
                "x",
                TaskStatus.STARTED,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                LIVE,
                SHARE,
                Map.of()));
    assertThat(tasks.getBrowserTaskLinks(new Task.Ref("t", null)))
        .isEqualTo(new BrowserTaskLinks(LIVE, SHARE));
  }

  private static ApplicationFailure failure(Runnable call) {
    return catchThrowableOfType(ApplicationFailure.class, call::run);
  }
}
