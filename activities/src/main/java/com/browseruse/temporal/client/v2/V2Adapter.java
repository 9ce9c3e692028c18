package com.browseruse.temporal.client.v2;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseClientOptions;
import com.browseruse.temporal.task.CreatedTask;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskAction;
import com.browseruse.temporal.task.TaskPage;
import com.browseruse.temporal.task.TaskQuery;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.task.TaskState;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** Joins routes, transport, mapping and errors. */
final class V2Adapter implements BrowserUseClient {

  private final Transport transport;
  private final Errors errors;

  /** Set once a server has shown that it lacks the route; a newer server needs a new client. */
  private volatile boolean statusRouteMissing;

  V2Adapter(BrowserUseClientOptions options) {
    ServerText serverText = new ServerText(options.getApiKey());
    this.transport = new Transport(options, serverText);
    this.errors = new Errors(options.getClock(), serverText);
  }

  @Override
  public CreatedTask createTask(TaskRequest request) {
    return ask(Routes.createTask(Requests.create(request)), Answers::created);
  }

  @Override
  public Task getTask(String taskId) {
    return ask(Routes.task(taskId), Answers::task);
  }

  @Override
  public TaskState getTaskState(String taskId) {
    if (statusRouteMissing) {
      return ask(Routes.task(taskId), Answers::state);
    }
    ApiCall call = Routes.taskStatus(taskId);
    Answer answer = transport.exchange(call);
    if (answer.status() != 404 && answer.status() != 405) {
      return read(call, answer, Answers::state);
    }
    // Either the task is missing or the route is. The older route, which every server has, tells.
    TaskState state = ask(Routes.task(taskId), Answers::state);
    // A replica that lags may miss a task that another has: that says nothing about the route.
    statusRouteMissing = !Errors.deniesTask(answer);
    return state;
  }

  @Override
  public Task updateTask(String taskId, TaskAction action) {
    return ask(Routes.updateTask(taskId, Requests.update(action)), Answers::task);
  }

  @Override
  public URI getTaskLogs(String taskId) {
    return ask(Routes.taskLogs(taskId), Answers::downloadUrl);
  }

  @Override
  public URI getOutputFile(String taskId, String fileId) {
    return ask(Routes.outputFile(taskId, fileId), Answers::downloadUrl);
  }

  @Override
  public TaskPage listTasks(TaskQuery query) {
    return ask(Routes.listTasks(query), json -> Answers.page(json, query));
  }

  @Override
  public Session getSession(String sessionId) {
    return ask(Routes.session(sessionId), Answers::session);
  }

  @Override
  public void close() {
    transport.close();
  }

  private <T> T ask(ApiCall call, Reader<T> reader) {
    return read(call, transport.exchange(call), reader);
  }

  private <T> T read(ApiCall call, Answer answer, Reader<T> reader) {
    if (!answer.isSuccess()) {
      throw errors.of(call, answer);
    }
    try {
      return reader.read(Json.object(answer.body()));
    } catch (UnreadableAnswerException e) {
      throw Errors.unreadable(call, answer, e);
    }
  }

  private interface Reader<T> {
    T read(JsonNode json) throws UnreadableAnswerException;
  }
}
