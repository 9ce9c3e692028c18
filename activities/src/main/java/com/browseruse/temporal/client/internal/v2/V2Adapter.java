package com.browseruse.temporal.client.internal.v2;

import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.client.SessionsClient;
import com.browseruse.temporal.client.internal.http.Answer;
import com.browseruse.temporal.client.internal.http.ApiCall;
import com.browseruse.temporal.client.internal.http.Endpoint;
import com.browseruse.temporal.client.internal.http.Errors;
import com.browseruse.temporal.client.internal.http.Exchanges;
import com.browseruse.temporal.client.internal.http.Exchanges.Attempt;
import com.browseruse.temporal.task.Account;
import com.browseruse.temporal.task.CreatedTask;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskAction;
import com.browseruse.temporal.task.TaskPage;
import com.browseruse.temporal.task.TaskQuery;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.task.TaskState;
import java.net.URI;

/** Joins routes, transport, mapping and errors. */
public final class V2Adapter implements BrowserUseClient {

  private static final Endpoint ENDPOINT = new Endpoint("/api/v2", "X-Browser-Use-API-Key", "");

  private final Exchanges exchanges;
  private final SessionsClient sessions;

  /** Set once a server has shown that it lacks the route; a newer server needs a new client. */
  private volatile boolean statusRouteMissing;

  public V2Adapter(BrowserUseClientOptions options) {
    this.exchanges = new Exchanges(options, ENDPOINT);
    this.sessions = new V2SessionsClient(exchanges);
  }

  @Override
  public CreatedTask createTask(TaskRequest request) {
    return exchanges.ask(Routes.createTask(Requests.create(request)), Answers::created);
  }

  @Override
  public Task getTask(String taskId) {
    return exchanges.askLong(Routes.task(taskId), Answers::task);
  }

  @Override
  public TaskState getTaskState(String taskId) {
    if (statusRouteMissing) {
      return exchanges.askLong(Routes.task(taskId), Answers::stateOfTask);
    }
    ApiCall call = Routes.taskStatus(taskId);
    Attempt<TaskState> attempt = exchanges.attempt(call, Answers::state);
    Answer refusal = attempt.refusal();
    if (refusal == null) {
      return attempt.value();
    }
    if (refusal.status() != 404 && refusal.status() != 405) {
      throw exchanges.error(call, refusal);
    }
    // Either the task is missing or the route is. The older route, which every server has, tells.
    TaskState state = exchanges.askLong(Routes.task(taskId), Answers::stateOfTask);
    // A replica that lags may miss a task that another has: that says nothing about the route.
    statusRouteMissing = !Errors.deniesTask(refusal);
    return state;
  }

  @Override
  public Task updateTask(String taskId, TaskAction action) {
    return exchanges.askLong(Routes.updateTask(taskId, Requests.update(action)), Answers::task);
  }

  @Override
  public URI getTaskLogs(String taskId) {
    return exchanges.ask(Routes.taskLogs(taskId), Answers::downloadUrl);
  }

  @Override
  public URI getOutputFile(String taskId, String fileId) {
    return exchanges.ask(Routes.outputFile(taskId, fileId), Answers::downloadUrl);
  }

  @Override
  public TaskPage listTasks(TaskQuery query) {
    return exchanges.askLong(Routes.listTasks(query), body -> Answers.page(body, query));
  }

  @Override
  public SessionsClient sessions() {
    return sessions;
  }

  @Override
  public Account getAccount() {
    return exchanges.ask(Routes.account(), Answers::account);
  }

  @Override
  public boolean supports(ApiFeature feature) {
    return true;
  }

  @Override
  public void close() {
    exchanges.close();
  }
}
