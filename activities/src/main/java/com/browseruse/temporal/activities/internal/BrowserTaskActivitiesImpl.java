package com.browseruse.temporal.activities.internal;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskActivitiesOptions;
import com.browseruse.temporal.activities.internal.create.CreateAttempt;
import com.browseruse.temporal.activities.internal.create.LookupTrail;
import com.browseruse.temporal.activities.internal.create.MemoRoom;
import com.browseruse.temporal.activities.internal.create.RequestPreparation;
import com.browseruse.temporal.activities.internal.create.SessionQueue;
import com.browseruse.temporal.activities.internal.create.TaskCreator;
import com.browseruse.temporal.activities.internal.create.TaskLookup;
import com.browseruse.temporal.activities.internal.lists.Sleeper;
import com.browseruse.temporal.activities.internal.lists.TaskLists;
import com.browseruse.temporal.activities.internal.results.ActivityFailures;
import com.browseruse.temporal.activities.internal.results.TaskTrimmer;
import com.browseruse.temporal.activities.internal.watch.WatchSwitch;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.NewestTasks;
import com.browseruse.temporal.task.JsonText;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The calls about tasks on top of a {@link BrowserUseClient}. */
public final class BrowserTaskActivitiesImpl implements BrowserTaskActivities {
  /** After so many attempts, a result is given without what the store should have kept. */
  private static final int STORE_ATTEMPTS = 3;

  private static final int LONGEST_PROBLEM = 500;

  /** No browser takes a longer link, and no history should. */
  private static final int LONGEST_LINK = 4096;

  private final BrowserUseClient client;
  private final RequestPreparation preparation;
  private final SessionQueue sessions;
  private final TaskCreator creator;
  private final TaskLookup lookup;
  private final Sleeper sleeper;
  private final Collector collector;
  private final WatchSwitch watch;

  BrowserTaskActivitiesImpl(
      BrowserUseClient client,
      BrowserTaskActivitiesOptions options,
      UnaryOperator<@Nullable String> environment,
      Sleeper sleeper) {
    this(
        client,
        options,
        environment,
        sleeper,
        new WatchSwitch(),
        new SessionQueue(options.getMaxWaitingCreates()));
  }

  private BrowserTaskActivitiesImpl(
      BrowserUseClient client,
      BrowserTaskActivitiesOptions options,
      UnaryOperator<@Nullable String> environment,
      Sleeper sleeper,
      WatchSwitch watch,
      SessionQueue sessions) {
    this.watch = watch;
    this.client = client;
    this.collector = new Collector(options.getArtifactStore(), options.getMaxArtifactBytes());
    this.preparation =
        new RequestPreparation(
            client, collector.hasStore(), options.isAllowPlaintextSecrets(), environment);
    this.lookup = new TaskLookup(client, new TaskLists(client, sleeper));
    this.sessions = sessions;
    this.creator = new TaskCreator(client, lookup, sessions);
    this.sleeper = sleeper;
  }

  public static BrowserTaskActivities create(
      BrowserUseClient client,
      BrowserTaskActivitiesOptions options,
      WatchSwitch watch,
      SessionQueue sessions) {
    return BackgroundHeartbeats.around(
        BrowserTaskActivities.class,
        new BrowserTaskActivitiesImpl(
            client, options, System::getenv, Sleeper.REAL, watch, sessions));
  }

  public static BrowserTaskActivities create(
      BrowserUseClient client, BrowserTaskActivitiesOptions options) {
    return create(client, options, System::getenv, Sleeper.REAL);
  }

  public static BrowserTaskActivities create(
      BrowserUseClient client,
      BrowserTaskActivitiesOptions options,
      UnaryOperator<@Nullable String> environment,
      Sleeper sleeper) {
    return BackgroundHeartbeats.around(
        BrowserTaskActivities.class,
        new BrowserTaskActivitiesImpl(client, options, environment, sleeper));
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
            ? RequestPreparation.createKey(context.getInfo())
            : checkedKey(input.createKey());
    Map<String, String> markers = RequestPreparation.markers(context.getInfo(), key);
    CreatedBrowserTask created =
        creator.create(
            input.request(),
            request -> {
              MemoRoom.check(context);
              return preparation.prepare(input, markers);
            },
            key,
            CreateAttempt.begin(context, input.earlier(), sleeper, Clock.systemUTC()));
    ActivityInfo info = context.getInfo();
    if (!watch.isWatched(info.getNamespace(), info.getActivityTaskQueue())) {
      return created;
    }
    watch.wake();
    return created.beingWatched();
  }

  /** All creates without one would look like the same. */
  private static String checkedKey(String key) {
    if (key.isBlank() || key.length() > CreateBrowserTaskInput.LONGEST_KEY) {
      throw ActivityFailures.invalid(
          "createKey must have 1 to "
              + CreateBrowserTaskInput.LONGEST_KEY
              + " characters, but has "
              + key.length());
    }
    return key;
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
    noteEnd(task.id(), task.hasEnded());
    TaskTrimmer.Output output =
        TaskTrimmer.Output.of(task.output(), maxOutput, input.structuredOutput());
    return output.isCut() && collector.hasStore()
        ? storeAndView(task, output, Activity.getExecutionContext().getInfo().getAttempt())
        : TaskTrimmer.view(task, output, null, null);
  }

  BrowserTaskView storeAndView(Task task, TaskTrimmer.Output output, int attempt) {
    try {
      CollectedArtifact whole =
          collector.keep(
              "output", Collector.outputPath(task.id()), Objects.requireNonNull(task.output()));
      return TaskTrimmer.view(task, output, whole, null);
    } catch (ApplicationFailure e) {
      if (attempt < STORE_ATTEMPTS) {
        throw e;
      }
      // A store that is down must not cost the result.
      String why = TaskTrimmer.cut(e.getOriginalMessage(), LONGEST_PROBLEM);
      return TaskTrimmer.view(task, output, null, "the whole of the output is not kept: " + why);
    }
  }

  @Override
  public TaskSnapshot getBrowserTaskStatus(GetBrowserTaskStatusInput input) {
    return noteEnd(
        input.taskId(),
        () ->
            input.steps()
                ? TaskTrimmer.snapshot(client.getTask(input.taskId()))
                : TaskTrimmer.snapshot(client.getTaskSnapshot(input.taskId())));
  }

  @Override
  public @Nullable TaskSnapshot getWatchedBrowserTask(Task.Ref task) {
    return watch.recentlyAlive(task.taskId()).orElse(null);
  }

  @Override
  public TaskSnapshot updateBrowserTask(UpdateBrowserTaskInput input) {
    return noteEnd(
        input.taskId(),
        () -> TaskTrimmer.snapshot(client.updateTask(input.taskId(), input.action())));
  }

  private TaskSnapshot noteEnd(String taskId, Supplier<TaskSnapshot> call) {
    TaskSnapshot seen = ActivityFailures.call(call);
    noteEnd(taskId, seen.hasEnded());
    return seen;
  }

  /** The session of a task that has ended may be free for a create that waits. */
  private void noteEnd(String taskId, boolean hasEnded) {
    if (hasEnded) {
      long startedAt = Activity.getExecutionContext().getInfo().getStartedTimestamp();
      sessions.ended(taskId, Instant.ofEpochMilli(startedAt));
    }
  }

  @Override
  public BrowserTaskLogs getBrowserTaskLogs(Task.Ref task) {
    return ActivityFailures.call(
        () -> new BrowserTaskLogs(task.taskId(), client.getTaskLogs(task.taskId()).toString()));
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
    Task.Query query =
        new Task.Query(
            Task.Query.MAX_PAGE_SIZE,
            1,
            input.sessionId(),
            input.status(),
            input.createdAfter(),
            input.createdBefore());
    NewestTasks newest = ActivityFailures.call(() -> NewestTasks.read(client, query, limit));
    return new BrowserTaskList(
        newest.tasks().stream().map(TaskTrimmer::item).toList(), newest.total());
  }

  @Override
  public FoundBrowserTasks findBrowserTasks(FindBrowserTasksInput input) {
    if (input.createKey() == null || input.createdAfter() == null) {
      throw ActivityFailures.invalid("createKey and createdAfter must be given");
    }
    List<Task> found =
        ActivityFailures.call(
            () ->
                lookup.find(
                    new TaskLookup.Wanted(
                        input.createKey(),
                        input.task(),
                        input.createdAfter(),
                        input.createdBefore()),
                    new LookupTrail(Activity.getExecutionContext())));
    return new FoundBrowserTasks(
        found.stream()
            .map(
                task ->
                    new CreatedBrowserTask(
                        task.id(), task.sessionId(), Task.Creation.ADOPTED, null))
            .toList());
  }

  @Override
  public BrowserTaskLinks getBrowserTaskLinks(Task.Ref task) {
    String sessionId = task.sessionId();
    if (sessionId == null) {
      Task told = ActivityFailures.call(() -> client.getTask(task.taskId()));
      return links(told.liveUrl(), told.publicShareUrl());
    }
    Session told = ActivityFailures.call(() -> client.sessions().get(sessionId));
    return links(told.liveUrl(), told.publicShareUrl());
  }

  private static BrowserTaskLinks links(@Nullable String liveUrl, @Nullable String publicShareUrl) {
    return new BrowserTaskLinks(unlessTooLong(liveUrl), unlessTooLong(publicShareUrl));
  }

  private static @Nullable String unlessTooLong(@Nullable String link) {
    return link == null || JsonText.size(link) > LONGEST_LINK ? null : link;
  }

  @Override
  public CollectedArtifact collectBrowserTaskLogs(Task.Ref task) {
    return collector.collect(
        "logs",
        Collector.logsPath(task.taskId()),
        () -> client.getTaskLogs(task.taskId()),
        Activity.getExecutionContext());
  }

  @Override
  public CollectedArtifact collectBrowserTaskFile(CollectBrowserTaskFileInput input) {
    return collector.collect(
        "the file",
        Collector.filePath(input.taskId(), input.fileName()),
        () -> client.getOutputFile(input.taskId(), input.fileId()),
        Activity.getExecutionContext());
  }
}
