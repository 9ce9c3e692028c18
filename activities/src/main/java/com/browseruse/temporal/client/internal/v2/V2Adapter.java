package com.browseruse.temporal.client.internal.v2;

import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.client.SessionsClient;
import com.browseruse.temporal.client.internal.http.CallExecutor;
import com.browseruse.temporal.client.internal.http.CallExecutor.Endpoint;
import com.browseruse.temporal.client.internal.http.JsonBody;
import com.browseruse.temporal.client.internal.http.UnreadableResponseException;
import com.browseruse.temporal.task.Account;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.task.TaskSnapshot;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Joins routes, transport, mapping and errors. */
public final class V2Adapter implements BrowserUseClient {
  private static final Endpoint ENDPOINT = new Endpoint("/api/v2", "X-Browser-Use-API-Key", "");

  private final CallExecutor calls;
  private final SessionsClient sessions = new Sessions();

  /** Set once a server has shown that it lacks the route; a newer server needs a new client. */
  private volatile boolean statusRouteMissing;

  public V2Adapter(BrowserUseClientOptions options) {
    this.calls = new CallExecutor(options, ENDPOINT);
  }

  @Override
  public Task.Ref createTask(TaskRequest request, Consumer<Duration> lastCheck) {
    return calls.execute(
        V2Routes.createTask(V2Requests.create(request)), V2Responses::created, lastCheck);
  }

  @Override
  public Task getTask(String taskId) {
    return calls.execute(V2Routes.task(taskId), V2Responses::task);
  }

  @Override
  public TaskSnapshot getTaskSnapshot(String taskId) {
    if (statusRouteMissing) {
      return calls.execute(V2Routes.task(taskId), V2Responses::snapshot);
    }
    try {
      return calls.execute(V2Routes.taskStatus(taskId), V2Responses::snapshot);
    } catch (BrowserUseException e) {
      if (e.statusCode() != 404 && e.statusCode() != 405) {
        throw e;
      }
      // Either the task is missing or the route is. The older route, which every server has, tells.
      TaskSnapshot snapshot = calls.execute(V2Routes.task(taskId), V2Responses::snapshot);
      // A replica that lags may miss a task that another has: that says nothing about the route.
      String message = e.serverMessage().orElse("").toLowerCase(Locale.ROOT);
      statusRouteMissing = !message.contains("task not found");
      return snapshot;
    }
  }

  /** Any success is one, whatever its body: if that is no task, the task itself is read. */
  @Override
  public Task updateTask(String taskId, Task.Action action) {
    return calls
        .execute(V2Routes.updateTask(taskId, action), V2Adapter::readable)
        .orElseGet(() -> calls.execute(V2Routes.task(taskId).afterChange(), V2Responses::task));
  }

  private static Optional<Task> readable(JsonBody body) throws IOException {
    try {
      return Optional.of(V2Responses.task(body));
    } catch (UnreadableResponseException e) {
      return Optional.empty();
    }
  }

  @Override
  public URI getTaskLogs(String taskId) {
    return calls.execute(V2Routes.taskLogs(taskId), V2Responses::downloadUrl);
  }

  @Override
  public URI getOutputFile(String taskId, String fileId) {
    return calls.execute(V2Routes.outputFile(taskId, fileId), V2Responses::downloadUrl);
  }

  @Override
  public Task.Page listTasks(Task.Query query) {
    return calls.execute(V2Routes.listTasks(query), body -> V2Responses.page(body, query));
  }

  @Override
  public SessionsClient sessions() {
    return sessions;
  }

  @Override
  public Account getAccount() {
    return calls.execute(V2Routes.account(), V2Responses::account);
  }

  @Override
  public boolean supports(ApiFeature feature) {
    return true;
  }

  @Override
  public void close() {
    calls.close();
  }

  private final class Sessions implements SessionsClient {
    @Override
    public Session create(Session.Request request, Consumer<Duration> lastCheck) {
      return calls.execute(
          V2Routes.createSession(V2Requests.session(request)), V2Responses::session, lastCheck);
    }

    @Override
    public Session get(String sessionId) {
      return calls.execute(V2Routes.session(sessionId), V2Responses::session);
    }

    @Override
    public Session.Page list(Session.Query query) {
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
    public Session.Share share(String sessionId) {
      return calls.execute(
          V2Routes.share("POST", sessionId), body -> V2Responses.share(sessionId, body));
    }

    @Override
    public Optional<Session.Share> getShare(String sessionId) {
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
}
