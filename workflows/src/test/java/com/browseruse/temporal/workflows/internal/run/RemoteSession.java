package com.browseruse.temporal.workflows.internal.run;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import com.browseruse.temporal.activities.BrowserSessionActivities;
import com.browseruse.temporal.task.Session;

/** Mockito activities that play one remote session, the one of {@link RemoteTask}. */
final class RemoteSession {
  private volatile String status = "active";

  private RemoteSession() {}

  static BrowserSessionActivities activities() {
    RemoteSession remote = new RemoteSession();
    BrowserSessionActivities activities =
        mock(BrowserSessionActivities.class, withSettings().withoutAnnotations());
    lenient().when(activities.createBrowserSession(any())).thenAnswer(call -> remote.session());
    lenient().when(activities.getBrowserSession(any())).thenAnswer(call -> remote.session());
    lenient().when(activities.getBrowserSessionStatus(any())).thenAnswer(call -> remote.session());
    lenient()
        .when(activities.stopBrowserSession(any()))
        .thenAnswer(
            call -> {
              remote.status = "stopped";
              return remote.session();
            });
    return activities;
  }

  private Session session() {
    return new Session(
        RemoteTask.SESSION, status, null, null, null, true, true, RemoteTask.CREATED, null);
  }
}
