package com.browseruse.temporal.activities.internal;

import com.browseruse.temporal.activities.BrowserAccount;
import com.browseruse.temporal.activities.BrowserSession;
import com.browseruse.temporal.activities.BrowserSessionList;
import com.browseruse.temporal.activities.BrowserSessionShare;
import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskActivitiesOptions;
import com.browseruse.temporal.activities.BrowserTaskLinks;
import com.browseruse.temporal.activities.BrowserTaskList;
import com.browseruse.temporal.activities.BrowserTaskLogs;
import com.browseruse.temporal.activities.BrowserTaskStatus;
import com.browseruse.temporal.activities.BrowserTaskView;
import com.browseruse.temporal.activities.CollectBrowserTaskFileInput;
import com.browseruse.temporal.activities.CollectBrowserTaskLogsInput;
import com.browseruse.temporal.activities.CollectedArtifact;
import com.browseruse.temporal.activities.CreateBrowserSessionInput;
import com.browseruse.temporal.activities.CreateBrowserTaskInput;
import com.browseruse.temporal.activities.CreatedBrowserTask;
import com.browseruse.temporal.activities.FindBrowserTasksInput;
import com.browseruse.temporal.activities.FoundBrowserTasks;
import com.browseruse.temporal.activities.GetBrowserSessionInput;
import com.browseruse.temporal.activities.GetBrowserTaskInput;
import com.browseruse.temporal.activities.GetBrowserTaskLinksInput;
import com.browseruse.temporal.activities.GetBrowserTaskLogsInput;
import com.browseruse.temporal.activities.GetBrowserTaskStatusInput;
import com.browseruse.temporal.activities.ListBrowserSessionsInput;
import com.browseruse.temporal.activities.ListBrowserTasksInput;
import com.browseruse.temporal.activities.ShareBrowserSessionInput;
import com.browseruse.temporal.activities.StopBrowserSessionInput;
import com.browseruse.temporal.activities.UpdateBrowserTaskInput;
import com.browseruse.temporal.activities.internal.create.ActivityMarkers;
import com.browseruse.temporal.activities.internal.create.CreateAttempt;
import com.browseruse.temporal.activities.internal.create.NeedsCheck;
import com.browseruse.temporal.activities.internal.create.RequestPreparation;
import com.browseruse.temporal.activities.internal.create.TaskCreator;
import com.browseruse.temporal.activities.internal.create.TaskFinder;
import com.browseruse.temporal.activities.internal.view.JsonText;
import com.browseruse.temporal.activities.internal.view.KeptOutput;
import com.browseruse.temporal.activities.internal.view.TaskViews;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.NewestTasks;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskCreation;
import com.browseruse.temporal.task.TaskQuery;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The activities on top of a {@link BrowserUseClient}. */
public final class BrowserTaskActivitiesImpl implements BrowserTaskActivities {

  /** How long a create waits before its second look at a list that may lag. */
  static final Duration LIST_PAUSE = Duration.ofSeconds(2);

  /** After so many attempts, a result is given without what the store should have kept. */
  private static final int STORE_ATTEMPTS = 3;

  private static final int LONGEST_PROBLEM = 500;

  private final BrowserUseClient client;
  private final RequestPreparation preparation;
  private final TaskCreator creator;
  private final TaskFinder finder;
  private final Duration listPause;
  private final NeedsCheck needs;
  private final Collector collector;
  private final SessionCalls sessions;

  BrowserTaskActivitiesImpl(
      BrowserUseClient client,
      boolean allowPlaintextSecrets,
      UnaryOperator<String> environment,
      Duration listPause) {
    this(
        client,
        BrowserTaskActivitiesOptions.newBuilder()
            .allowPlaintextSecrets(allowPlaintextSecrets)
            .build(),
        environment,
        listPause);
  }

  BrowserTaskActivitiesImpl(
      BrowserUseClient client,
      BrowserTaskActivitiesOptions options,
      UnaryOperator<String> environment,
      Duration listPause) {
    this.client = client;
    this.preparation = new RequestPreparation(options.isAllowPlaintextSecrets(), environment);
    this.collector = new Collector(options.getArtifactStore(), options.getMaxArtifactBytes());
    this.needs = new NeedsCheck(client, collector.hasStore());
    this.sessions = new SessionCalls(client);
    this.creator = new TaskCreator(client);
    this.finder = new TaskFinder(client);
    this.listPause = listPause;
  }

  /**
   * Creates the activities.
   *
   * @param client what they call; stays the caller's to close
   * @param options how they work
   * @return the activities, to be registered on a worker
   */
  public static BrowserTaskActivities create(
      BrowserUseClient client, BrowserTaskActivitiesOptions options) {
    return create(client, options, System::getenv, LIST_PAUSE);
  }

  public static BrowserTaskActivities create(
      BrowserUseClient client,
      BrowserTaskActivitiesOptions options,
      UnaryOperator<String> environment,
      Duration listPause) {
    return BackgroundHeartbeats.around(
        BrowserTaskActivities.class,
        new BrowserTaskActivitiesImpl(client, options, environment, listPause));
  }

  @Override
  public CreatedBrowserTask createBrowserTask(CreateBrowserTaskInput input) {
    if (input == null || input.request() == null) {
      throw ActivityFailures.invalid(
          "request must be given: the fields of the API's create request, such as"
              + " {\"request\": {\"task\": \"Find the price of milk\"}}");
    }
    ActivityExecutionContext context = Activity.getExecutionContext();
    if (context.getInfo().isLocal()) {
      throw ActivityFailures.invalid(
          "CreateBrowserTask must not be called as a local activity, whose repetitions cannot be"
              + " told from new calls and would create the task again");
    }
    String key =
        input.createKey() == null
            ? ActivityMarkers.createKey(context.getInfo())
            : input.createKey();
    Map<String, String> markers = ActivityMarkers.of(context.getInfo(), key);
    return creator.create(
        input.request(),
        request -> {
          needs.check(input.requires());
          return preparation.prepare(input, markers);
        },
        key,
        CreateAttempt.begin(context, listPause));
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
    KeptOutput output =
        KeptOutput.of(JsonText.clean(task.output()), maxOutput, input.structuredOutput());
    return output.isCut() && collector.hasStore()
        ? storeAndView(task, output, Activity.getExecutionContext().getInfo().getAttempt())
        : TaskViews.view(task, output, null, null);
  }

  BrowserTaskView storeAndView(Task task, KeptOutput output, int attempt) {
    try {
      CollectedArtifact whole =
          collector.keep("output", Collector.outputPath(task.id()), task.output());
      return TaskViews.view(task, output, whole, null);
    } catch (ApplicationFailure e) {
      if (attempt < STORE_ATTEMPTS) {
        throw e;
      }
      // A store that is down must not cost the result.
      String why = JsonText.cut(JsonText.clean(e.getOriginalMessage()), LONGEST_PROBLEM);
      return TaskViews.view(task, output, null, "the whole of the output is not kept: " + why);
    }
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
    if (input.createKey() == null || input.createdAfter() == null) {
      throw ActivityFailures.invalid("createKey and createdAfter must be given");
    }
    List<Task> found =
        ActivityFailures.call(
            () -> finder.find(input.createKey(), input.createdAfter(), input.createdBefore()));
    return new FoundBrowserTasks(
        found.stream()
            .map(
                task ->
                    new CreatedBrowserTask(task.id(), task.sessionId(), TaskCreation.ADOPTED, true))
            .toList());
  }

  @Override
  public BrowserSession getBrowserSession(GetBrowserSessionInput input) {
    return sessions.get(input.sessionId());
  }

  @Override
  public BrowserTaskLinks getBrowserTaskLinks(GetBrowserTaskLinksInput input) {
    return sessions.links(input);
  }

  @Override
  public CollectedArtifact collectBrowserTaskLogs(CollectBrowserTaskLogsInput input) {
    return collector.collect(
        "logs",
        Collector.logsPath(input.taskId()),
        () -> ActivityFailures.call(() -> client.getTaskLogs(input.taskId())),
        Activity.getExecutionContext());
  }

  @Override
  public CollectedArtifact collectBrowserTaskFile(CollectBrowserTaskFileInput input) {
    return collector.collect(
        "the file",
        Collector.filePath(input.taskId(), input.fileName()),
        () -> ActivityFailures.call(() -> client.getOutputFile(input.taskId(), input.fileId())),
        Activity.getExecutionContext());
  }

  @Override
  public BrowserSession createBrowserSession(CreateBrowserSessionInput input) {
    return sessions.create(input);
  }

  @Override
  public BrowserSessionList listBrowserSessions(ListBrowserSessionsInput input) {
    return sessions.list(input);
  }

  @Override
  public BrowserSession stopBrowserSession(StopBrowserSessionInput input) {
    return sessions.stop(input.sessionId());
  }

  @Override
  public BrowserSessionShare shareBrowserSession(ShareBrowserSessionInput input) {
    return sessions.share(input.sessionId());
  }

  @Override
  public BrowserAccount getBrowserAccount() {
    return sessions.account();
  }
}
