package com.browseruse.temporal.client.internal.v2;

import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.client.SessionsClient;
import com.browseruse.temporal.client.internal.http.ApiCall;
import com.browseruse.temporal.client.internal.http.CallExecutor;
import com.browseruse.temporal.client.internal.http.CallExecutor.Attempt;
import com.browseruse.temporal.client.internal.http.CallExecutor.Endpoint;
import com.browseruse.temporal.client.internal.http.ErrorMapper;
import com.browseruse.temporal.client.internal.http.Response;
import com.browseruse.temporal.task.Account;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskAction;
import com.browseruse.temporal.task.TaskPage;
import com.browseruse.temporal.task.TaskQuery;
import com.browseruse.temporal.task.TaskRef;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.task.TaskSnapshot;
import java.net.URI;

/** Joins routes, transport, mapping and errors. */
public final class V2Adapter implements BrowserUseClient {

  private static final Endpoint ENDPOINT = new Endpoint("/api/v2", "X-Browser-Use-API-Key", "");

  private final CallExecutor calls;
  private final SessionsClient sessions;

  /** Set once a server has shown that it lacks the route; a newer server needs a new client. */
  private volatile boolean statusRouteMissing;

  public V2Adapter(BrowserUseClientOptions options) {
    this.calls = new CallExecutor(options, ENDPOINT);
    this.sessions = new V2SessionsClient(calls);
  }

  @Override
  public TaskRef createTask(TaskRequest request) {
    return calls.execute(V2Routes.createTask(V2Requests.create(request)), V2Responses::created);
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
    ApiCall call = V2Routes.taskStatus(taskId);
    Attempt<TaskSnapshot> attempt = calls.attempt(call, V2Responses::snapshot);
    Response refusal = attempt.refusal();
    if (refusal == null) {
      return attempt.required();
    }
    if (refusal.status() != 404 && refusal.status() != 405) {
      throw calls.error(call, refusal);
    }
    // Either the task is missing or the route is. The older route, which every server has, tells.
    TaskSnapshot state = calls.execute(V2Routes.task(taskId), V2Responses::snapshot);
    // A replica that lags may miss a task that another has: that says nothing about the route.
    statusRouteMissing = !ErrorMapper.deniesTask(refusal);
    return state;
  }

  @Override
  public Task updateTask(String taskId, TaskAction action) {
    return calls.execute(V2Routes.updateTask(taskId, action), V2Responses::task);
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
  public TaskPage listTasks(TaskQuery query) {
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
}
