package com.browseruse.temporal.activities;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.NewestTasks;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskQuery;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The activities on top of a {@link BrowserUseClient}. */
public final class BrowserTaskActivitiesImpl implements BrowserTaskActivities {

  /** How long a create waits before its second look at a list that may lag. */
  static final Duration LIST_PAUSE = Duration.ofSeconds(2);

  private final BrowserUseClient client;
  private final RequestPreparation preparation;
  private final TaskCreator creator;
  private final TaskFinder finder;
  private final Duration listPause;

  BrowserTaskActivitiesImpl(
      BrowserUseClient client,
      boolean allowPlaintextSecrets,
      UnaryOperator<String> environment,
      Duration listPause) {
    this.client = client;
    this.preparation = new RequestPreparation(allowPlaintextSecrets, environment);
    this.creator = new TaskCreator(client);
    this.finder = new TaskFinder(client);
    this.listPause = listPause;
  }

  /**
   * Creates the activities.
   *
   * @param client what they call; stays the caller's to close
   * @param allowPlaintextSecrets whether literal secrets in an input are accepted, which only makes
   *     sense if payloads are encrypted
   * @return the activities, to be registered on a worker
   */
  public static BrowserTaskActivities create(
      BrowserUseClient client, boolean allowPlaintextSecrets) {
    return new BrowserTaskActivitiesImpl(client, allowPlaintextSecrets, System::getenv, LIST_PAUSE);
  }

  @Override
  public CreatedBrowserTask createBrowserTask(CreateBrowserTaskInput input) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    String key =
        input.createKey() == null ? TaskMarkers.createKey(context.getInfo()) : input.createKey();
    Map<String, String> markers = TaskMarkers.of(context.getInfo(), key);
    return creator.create(
        input.request(),
        request -> preparation.prepare(input, markers),
        key,
        new CreateAttempt(context, listPause));
  }

  @Override
  public BrowserTaskView getBrowserTask(GetBrowserTaskInput input) {
    int maxOutput =
        input.maxInlineOutput() == null
            ? GetBrowserTaskInput.DEFAULT_MAX_INLINE_OUTPUT
            : input.maxInlineOutput();
    if (maxOutput < 0) {
      throw ActivityFailures.invalid("maxInlineOutput must not be negative, but is " + maxOutput);
    }
    Task task = ActivityFailures.call(() -> client.getTask(input.taskId()));
    return TaskViews.view(task, maxOutput, input.structuredOutput());
  }

  @Override
  public BrowserTaskStatus getBrowserTaskStatus(GetBrowserTaskStatusInput input) {
    return ActivityFailures.call(
        () ->
            input.steps()
                ? TaskViews.status(client.getTask(input.taskId()))
                : TaskViews.status(client.getTaskState(input.taskId())));
  }

  @Override
  public BrowserTaskStatus updateBrowserTask(UpdateBrowserTaskInput input) {
    return ActivityFailures.call(
        () -> TaskViews.status(client.updateTask(input.taskId(), input.action())));
  }

  @Override
  public BrowserTaskLogs getBrowserTaskLogs(GetBrowserTaskLogsInput input) {
    return ActivityFailures.call(
        () -> new BrowserTaskLogs(input.taskId(), client.getTaskLogs(input.taskId()).toString()));
  }

  @Override
  public BrowserTaskList listBrowserTasks(ListBrowserTasksInput input) {
    int limit = input.limit() == null ? ListBrowserTasksInput.DEFAULT_LIMIT : input.limit();
    if (limit < 1 || limit > ListBrowserTasksInput.LARGEST_LIMIT) {
      throw ActivityFailures.invalid(
          "limit must be between 1 and "
              + ListBrowserTasksInput.LARGEST_LIMIT
              + ", but is "
              + limit);
    }
    TaskQuery query =
        new TaskQuery(
            TaskQuery.MAX_PAGE_SIZE,
            1,
            input.sessionId(),
            input.status(),
            input.createdAfter(),
            input.createdBefore());
    NewestTasks newest = ActivityFailures.call(() -> NewestTasks.read(client, query, limit));
    return new BrowserTaskList(
        newest.tasks().stream().map(TaskViews::item).toList(), newest.total());
  }

  @Override
  public FoundBrowserTasks findBrowserTasks(FindBrowserTasksInput input) {
    List<Task> found =
        ActivityFailures.call(() -> finder.find(input.createKey(), input.createdAfter(), () -> {}));
    return new FoundBrowserTasks(
        found.stream()
            .map(
                task ->
                    new CreatedBrowserTask(task.id(), task.sessionId(), TaskCreation.ADOPTED, true))
            .toList());
  }

  @Override
  public BrowserSession getBrowserSession(GetBrowserSessionInput input) {
    Session session = ActivityFailures.call(() -> client.sessions().get(input.sessionId()));
    return new BrowserSession(session.id(), session.status(), session.liveUrl());
  }
}
