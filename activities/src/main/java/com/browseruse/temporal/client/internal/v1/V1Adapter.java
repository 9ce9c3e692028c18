package com.browseruse.temporal.client.internal.v1;

import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.client.SessionsClient;
import com.browseruse.temporal.client.internal.http.CallExecutor;
import com.browseruse.temporal.client.internal.http.CallExecutor.Endpoint;
import com.browseruse.temporal.task.Account;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.task.TaskSnapshot;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/** Joins routes, transport, mapping and errors. */
public final class V1Adapter implements BrowserUseClient {
  private static final Endpoint ENDPOINT = new Endpoint("/api/v1", "Authorization", "Bearer ");

  private final CallExecutor calls;

  public V1Adapter(BrowserUseClientOptions options) {
    this.calls = new CallExecutor(options, ENDPOINT);
  }

  @Override
  public Task.Ref createTask(TaskRequest request, Consumer<Duration> lastCheck) {
    return calls.execute(
        V1Routes.createTask(V1Requests.create(request)), V1Responses::created, lastCheck);
  }

  @Override
  public Task getTask(String taskId) {
    return calls.execute(V1Routes.task(taskId), V1Responses::task);
  }

  @Override
  public TaskSnapshot getTaskSnapshot(String taskId) {
    return calls.execute(
        V1Routes.taskStatus(taskId), body -> V1Responses.state(taskId, body.text()));
  }

  @Override
  public Task updateTask(String taskId, Task.Action action) {
    calls.execute(V1Routes.updateTask(taskId, action));
    return calls.execute(V1Routes.task(taskId).afterChange(), V1Responses::task);
  }

  @Override
  public URI getTaskLogs(String taskId) {
    throw unsupported("version 1 of the API has no logs of a task");
  }

  @Override
  public URI getOutputFile(String taskId, String fileId) {
    return calls.execute(V1Routes.outputFile(taskId, fileId), V1Responses::downloadUrl);
  }

  @Override
  public Task.Page listTasks(Task.Query query) {
    if (query.sessionId() != null) {
      throw unsupported(
          "version 1 of the API cannot list the tasks of a session, since it has no sessions");
    }
    return calls.execute(V1Routes.listTasks(query), body -> V1Responses.page(body, query));
  }

  @Override
  public SessionsClient sessions() {
    throw unsupported("this version of the API has no sessions");
  }

  @Override
  public Account getAccount() {
    throw unsupported("version 1 of the API does not tell whose key it is");
  }

  @Override
  public boolean supports(ApiFeature feature) {
    return switch (feature) {
      case SESSIONS, TASK_COST, TASK_LOGS, LISTED_METADATA -> false;
    };
  }

  @Override
  public void close() {
    calls.close();
  }

  private static BrowserUseException.UnsupportedAction unsupported(String sentence) {
    return new BrowserUseException.UnsupportedAction(BrowserUseException.Details.unsent(sentence));
  }
}
