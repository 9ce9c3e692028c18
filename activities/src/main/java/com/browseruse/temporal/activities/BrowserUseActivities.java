package com.browseruse.temporal.activities;

import com.browseruse.temporal.activities.internal.BrowserSessionActivitiesImpl;
import com.browseruse.temporal.activities.internal.BrowserTaskActivitiesImpl;
import com.browseruse.temporal.activities.internal.OrphanedTaskActivitiesImpl;
import com.browseruse.temporal.activities.internal.StrictInputs;
import com.browseruse.temporal.activities.internal.TaskWatchActivitiesImpl;
import com.browseruse.temporal.activities.internal.create.SessionQueue;
import com.browseruse.temporal.activities.internal.watch.WatchSwitch;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseClientOptions;

/**
 * The activities to register on a worker, for workers without the {@code BrowserUsePlugin}, which
 * registers them itself:
 *
 * <pre>{@code
 * BrowserUseActivities activities =
 *     BrowserUseActivities.create(client, BrowserTaskActivitiesOptions.getDefaultInstance());
 * worker.registerActivitiesImplementations(activities.implementations());
 * }</pre>
 */
public final class BrowserUseActivities implements AutoCloseable {
  private final BrowserTaskActivities tasks;
  private final BrowserSessionActivities sessions;
  private final OrphanedTaskActivities orphans;
  private final TaskWatchActivities watch;
  private final WatchSwitch watchSwitch = new WatchSwitch();
  private final SessionQueue waiting;
  private final Runnable close;

  private BrowserUseActivities(
      BrowserUseClient client, BrowserTaskActivitiesOptions options, Runnable close) {
    this.waiting = new SessionQueue(options.getMaxWaitingCreates());
    this.tasks = BrowserTaskActivitiesImpl.create(client, options, watchSwitch, waiting);
    this.sessions = BrowserSessionActivitiesImpl.create(client, waiting);
    this.orphans = OrphanedTaskActivitiesImpl.create(client);
    this.watch =
        TaskWatchActivitiesImpl.create(client, watchSwitch, options.getRequestsPerSecond());
    this.close = close;
  }

  /** Creates the activities on a client, which stays the caller's to close after the workers. */
  public static BrowserUseActivities create(
      BrowserUseClient client, BrowserTaskActivitiesOptions options) {
    return new BrowserUseActivities(client, options, () -> {});
  }

  /** Creates the activities with a client of their own; close them after the workers. */
  public static BrowserUseActivities create(
      BrowserUseClientOptions client, BrowserTaskActivitiesOptions options) {
    BrowserUseClient made = BrowserUseClient.create(client);
    return new BrowserUseActivities(made, options, made::close);
  }

  /** {@return the calls about tasks} */
  public BrowserTaskActivities tasks() {
    return tasks;
  }

  /** {@return the calls about sessions and the account} */
  public BrowserSessionActivities sessions() {
    return sessions;
  }

  /** {@return the calls of the reaper} */
  public OrphanedTaskActivities orphans() {
    return orphans;
  }

  /** {@return the call of the watcher} */
  public TaskWatchActivities watch() {
    return watch;
  }

  /**
   * Says how many activities a worker with these runs at once: no more than a quarter of them may
   * wait for a session. {@code BrowserUsePlugin} does it; without it, the worker should have 100 at
   * least, or {@link BrowserTaskActivitiesOptions.Builder#maxWaitingCreates} be lower.
   */
  public void fitActivitySlots(int slots) {
    waiting.fit(slots);
  }

  /**
   * Says that {@code WatchBrowserTasksWorkflow} is at work for the workers of a task queue: runs
   * that create their task here from now on hardly poll, and wait for its hints.
   */
  public void watched(String namespace, String taskQueue) {
    watchSwitch.open();
    watchSwitch.watched(namespace, taskQueue);
  }

  /**
   * Says that something else sends the signal {@code taskUpdated} to the runs of a task queue when
   * their tasks end, such as webhooks that are seen to arrive: runs that create their task here
   * from now on hardly poll. A hint that is lost makes its run late by half an hour at most.
   */
  public void hinted(String namespace, String taskQueue) {
    watchSwitch.watched(namespace, taskQueue);
  }

  /**
   * Says that the workers of this process are about to shut down: a watch that is at work here ends
   * at once, and another worker takes it over.
   */
  public void stopWatching() {
    watchSwitch.close();
  }

  /** {@return all of them, for {@code worker.registerActivitiesImplementations}} */
  public Object[] implementations() {
    return implementations(tasks, sessions, orphans, watch);
  }

  /**
   * {@return the same for activities of your own, such as mocks of the interfaces: registered in
   * this way, an input that cannot be read fails them for good with {@code InvalidRequest}, which
   * names the field, where Temporal alone would try again for ever}
   */
  public static Object[] implementations(Object... activities) {
    return StrictInputs.around(activities);
  }

  /** Closes the client if it was created here. */
  @Override
  public void close() {
    close.run();
  }
}
