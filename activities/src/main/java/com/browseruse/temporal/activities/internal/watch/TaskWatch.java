package com.browseruse.temporal.activities.internal.watch;

import com.browseruse.temporal.activities.TaskWatchActivities.WatchInput;
import com.browseruse.temporal.activities.TaskWatchActivities.WatchReport;
import com.browseruse.temporal.activities.internal.watch.WatchedTasks.Changed;
import com.browseruse.temporal.activities.internal.watch.WatchedTasks.Owner;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.JsonText;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One watch: reads the list again and again, and sends hints, until its time is over. */
public final class TaskWatch {
  /** Between two readings, as long as that takes few requests. */
  static final Duration SHORTEST = Duration.ofSeconds(2);

  /** The same while there is nothing to watch. */
  static final Duration IDLE = Duration.ofSeconds(10);

  /** The part of the request budget that the readings may take. */
  static final double SHARE = 0.2;

  /** A hint that cannot be sent is tried so often; then the run looks by itself, if late. */
  static final int MOST_TRIES = 30;

  /** So often a page waits for its turn. */
  private static final int MOST_TURNS = 10;

  /** So many hints are sent at a time. */
  private static final int AT_ONCE = 16;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int LONGEST_PROBLEM = 300;

  private static final Executor SENDERS = senders();

  /** Sends a hint to a workflow, on any thread; false if that should be tried again. */
  public interface Hints {
    boolean send(String workflowId);
  }

  /** Waits as {@link WatchSwitch#pause}. */
  interface Pauses {
    void pause(Duration shortest, Duration longest) throws InterruptedException;
  }

  private final BrowserUseClient client;
  private final Hints hints;
  private final Executor senders;
  private final Pauses pauses;
  private final Consumer<Map<String, TaskSnapshot>> readers;
  private final Clock clock;
  private final double requestsPerSecond;
  private final WatchedTasks tasks;
  private final Instant start;
  private final Map<Changed, Integer> unsent = new LinkedHashMap<>();
  private @Nullable Instant readAt;
  private Duration interval = SHORTEST;
  private int requests;
  private int sent;
  private int failures;
  private @Nullable String problem;

  TaskWatch(
      BrowserUseClient client,
      Hints hints,
      Executor senders,
      Pauses pauses,
      Consumer<Map<String, TaskSnapshot>> readers,
      Clock clock,
      double requestsPerSecond,
      String namespace,
      @Nullable WatchReport before) {
    this.client = client;
    this.hints = hints;
    this.senders = senders;
    this.pauses = pauses;
    this.readers = readers;
    this.clock = clock;
    this.requestsPerSecond = requestsPerSecond;
    this.readAt = before == null ? null : before.readAt();
    this.tasks = new WatchedTasks(namespace, before == null ? List.of() : before.taskIds(), readAt);
    this.start = clock.instant();
  }

  /** A watch in real time, which begins where another one has ended. */
  public static TaskWatch of(
      BrowserUseClient client,
      Hints hints,
      WatchSwitch process,
      double requestsPerSecond,
      String namespace,
      @Nullable WatchReport before) {
    return new TaskWatch(
        client,
        hints,
        SENDERS,
        process::pause,
        process::read,
        Clock.systemUTC(),
        requestsPerSecond,
        namespace,
        before);
  }

  /**
   * Watches until its time is over, or until that changes which operators should know. The listener
   * is told of each reading, and ends the watch by throwing.
   */
  public WatchReport watch(WatchInput input, Consumer<WatchReport> listener)
      throws InterruptedException {
    Instant end = start.plusSeconds(input.seconds());
    boolean hadProblem = input.before() != null && input.before().problem() != null;
    while (true) {
      Instant began = clock.instant();
      Duration pause = read(began);
      WatchReport report = report();
      listener.accept(report);
      Instant now = clock.instant();
      boolean isNews = hadProblem != (problem != null) && now.isAfter(start.plus(IDLE));
      if (isNews || !now.plus(pause).isBefore(end)) {
        return report;
      }
      Duration rest = positive(pause.minus(Duration.between(began, now)));
      boolean idle = problem == null && pause.equals(IDLE);
      pauses.pause(idle ? positive(rest.minus(IDLE.minus(SHORTEST))) : rest, rest);
    }
  }

  private static Executor senders() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "browser-use-hints");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  private static Duration positive(Duration time) {
    return time.isNegative() ? Duration.ZERO : time;
  }

  /** Reads once, and tells how long after its beginning the next reading is due. */
  private Duration read(Instant now) throws InterruptedException {
    try {
      ListReading reading = ListReading.read(this::page, tasks, now);
      requests += reading.requests();
      tasks.take(reading, now).forEach(changed -> unsent.put(changed, 0));
      readers.accept(tasks.hintable(reading));
      readAt = now;
      failures = 0;
      problem = null;
      sendHints();
      interval = interval(reading.requests());
      return interval;
    } catch (BrowserUseException e) {
      requests++;
      problem = JsonText.cut(JsonText.clean(Objects.toString(e.getMessage())), LONGEST_PROBLEM);
      Duration grown = SHORTEST.multipliedBy(1L << Math.min(failures++, 10));
      return e.retryAfter().orElse(shorter(grown, LONGEST_PAUSE));
    }
  }

  /**
   * Waits for a turn rather than read all pages again: a reading that begins anew at each refusal
   * may never come to its end while others use up what the API allows.
   */
  private Task.Page page(Task.Query query) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        return client.listTasks(query);
      } catch (BrowserUseException.RateLimited e) {
        Duration wait = e.retryAfter().orElse(LONGEST_PAUSE);
        if (tries == MOST_TURNS || wait.compareTo(SHORTEST) > 0) {
          throw e;
        }
        pauses.pause(wait, wait);
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Duration interval(int requestsOfReading) {
    if (tasks.size() == 0 && unsent.isEmpty()) {
      return IDLE;
    }
    Duration affordable =
        Duration.ofMillis((long) (1000 * requestsOfReading / (SHARE * requestsPerSecond)));
    return affordable.compareTo(SHORTEST) > 0 ? affordable : SHORTEST;
  }

  /** Many at once: the ends of a thousand tasks must not wait for each other. */
  private void sendHints() {
    Map<Changed, CompletableFuture<Boolean>> sending = new LinkedHashMap<>();
    for (Changed changed : List.copyOf(unsent.keySet())) {
      Owner owner = owner(changed);
      String workflowId = owner.workflowId();
      if (workflowId != null) {
        sending.put(changed, CompletableFuture.supplyAsync(() -> hints.send(workflowId), senders));
      } else if (owner.isKnown()) {
        unsent.remove(changed);
      } else {
        tryLater(changed);
      }
    }
    sending.forEach(
        (changed, result) -> {
          if (result.join()) {
            sent++;
            unsent.remove(changed);
          } else {
            tryLater(changed);
          }
        });
  }

  private void tryLater(Changed changed) {
    if (unsent.merge(changed, 1, Integer::sum) > MOST_TRIES) {
      unsent.remove(changed);
    }
  }

  /** Reads the task where neither a list nor a watch before has told who made it. */
  private Owner owner(Changed changed) {
    if (changed.owner().isKnown()) {
      return changed.owner();
    }
    try {
      requests++;
      return tasks.ownerOf(client.getTask(changed.taskId()));
    } catch (BrowserUseException.TaskNotFound e) {
      return Owner.OTHER;
    } catch (BrowserUseException e) {
      return Owner.UNKNOWN;
    }
  }

  private WatchReport report() {
    Duration lasted = Duration.between(start, clock.instant());
    return new WatchReport(
        readAt,
        tasks.size(),
        tasks.ids(),
        interval.toMillis() / 1000.0,
        lasted.toMillis() / 1000.0,
        requests,
        sent,
        problem);
  }
}
