package com.browseruse.temporal.activities.internal.create;

import com.browseruse.temporal.activities.BrowserTaskActivities.EarlierCreates;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Stop;
import com.browseruse.temporal.activities.internal.create.TaskCreator.CreateOutcome;
import com.browseruse.temporal.activities.internal.create.TaskLookup.Progress;
import com.browseruse.temporal.activities.internal.lists.Sleeper;
import com.browseruse.temporal.activities.internal.lists.TaskLists;
import com.browseruse.temporal.activities.internal.orphans.OrphanSearch;
import com.browseruse.temporal.activities.internal.orphans.OwnerLookup;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.UnclearRequests;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityCompletionClient;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityCompletionFailureException;
import io.temporal.client.ActivityNotExistsException;
import io.temporal.client.ActivityWorkerShutdownException;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.context.ActivitySerializationContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An attempt as Temporal sees it. Nothing is sent unless Temporal has just confirmed the attempt,
 * and knows that a task may exist from now on: a worker that was frozen meanwhile has lost its
 * attempt to another one.
 */
public final class CreateAttempt implements TaskCreator.Attempt {
  /** How long a create waits before its second lookup in a list that may lag. */
  static final Duration LIST_PAUSE = Duration.ofSeconds(2);

  /** After Temporal has confirmed an attempt: it is sent soon after, and no call is as long. */
  static final Duration LONGEST_UNDER_WAY = Duration.ofSeconds(75);

  /** What must be left of the attempt beyond the time limit of the call. */
  static final Duration MARGIN = Duration.ofSeconds(5);

  /** A heartbeat time-out that is shorter than a call leaves at most this time to send it. */
  private static final Duration SHORT_LIMIT = Duration.ofSeconds(10);

  /** More than the moments between which Temporal schedules an activity and its first attempt. */
  private static final long SAME_TIME_MILLIS = 100;

  private static final Duration NO_LIMIT = Duration.ofDays(365);

  private static final Logger log = LoggerFactory.getLogger(CreateAttempt.class);

  /** By the wall clock, which runs on while the process is frozen, and one that is never set. */
  private record Moment(Instant wall, long nanos) {}

  private final ActivityExecutionContext context;
  private final ActivityInfo info;
  private final Sleeper sleeper;
  private final Clock clock;
  private final Moment begun;
  private final int number;
  private final Instant waitingSince;
  private final boolean hasToldWhy;
  private final ReentrantLock lock;
  private @Nullable UnclearRequests unclear;
  private @Nullable UnclearRequests unclearBefore;
  private @Nullable Progress progress;
  private @Nullable Moment confirmed;

  private CreateAttempt(
      ActivityExecutionContext context,
      @Nullable EarlierCreates earlier,
      Sleeper sleeper,
      Clock clock) {
    this.context = context;
    this.info = context.getInfo();
    this.sleeper = sleeper;
    this.clock = clock;
    this.lock = HeartbeatLocks.of(context);
    this.begun = moment();
    this.number = info.getAttempt() + (earlier == null ? 0 : earlier.count());
    this.unclear = earlier == null ? null : earlier.unclear();
    this.waitingSince =
        earlier == null || earlier.since() == null
            ? Instant.ofEpochMilli(info.getScheduledTimestamp())
            : earlier.since();
    this.hasToldWhy = number > 1;
  }

  /** Begins with what the attempts before have told, by their heartbeats and by the input. */
  public static CreateAttempt begin(
      ActivityExecutionContext context,
      @Nullable EarlierCreates earlier,
      Sleeper sleeper,
      Clock clock) {
    CreateAttempt attempt = new CreateAttempt(context, earlier, sleeper, clock);
    CreateHeartbeat last = attempt.lastHeartbeat();
    if (last != null) {
      // Each attempt sends a heartbeat before it sends a request: none was sent after this one.
      attempt.unclear = last.unclear();
      attempt.progress = last.lookup();
    } else if (!isFirst(attempt.info)) {
      attempt.unclear =
          UnclearRequests.unite(
              attempt.unclear,
              new UnclearRequests(
                  Instant.ofEpochMilli(attempt.info.getScheduledTimestamp()),
                  attempt.time(attempt.begun)));
    }
    return attempt;
  }

  /** Who resets an activity lets Temporal count its attempts from 1 again. */
  private static boolean isFirst(ActivityInfo info) {
    return info.getAttempt() == 1
        && info.getCurrentAttemptScheduledTimestamp() - info.getScheduledTimestamp()
            < SAME_TIME_MILLIS;
  }

  private @Nullable CreateHeartbeat lastHeartbeat() {
    try {
      return context.getLastHeartbeatDetails(CreateHeartbeat.class).orElse(null);
    } catch (RuntimeException e) {
      // Such as of a worker with another data converter: then it is as if there were none.
      log.debug("Could not read the heartbeat of an earlier attempt to create", e);
      return null;
    }
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public @Nullable UnclearRequests unclear() {
    return unclear;
  }

  @Override
  public void forgetUnclearBefore(Instant time) {
    unclear = unclear == null ? null : unclear.since(time);
  }

  @Override
  public Instant now(Duration ago) {
    return time(moment()).minus(ago);
  }

  @Override
  public Instant now() {
    return time(moment());
  }

  @Override
  public Instant waitingSince() {
    return waitingSince;
  }

  @Override
  public boolean hasToldWhy() {
    return hasToldWhy;
  }

  @Override
  public void confirm() {
    try {
      tellTemporal(new CreateHeartbeat(unclear, progress));
    } catch (ActivityCompletionFailureException e) {
      // Temporal cannot be reached: it is asked again before anything is sent.
      log.debug("Could not ask Temporal for an attempt that waits", e);
    }
  }

  @Override
  public void announce() {
    Moment before = moment();
    Instant first = time(before);
    // If this attempt is lost, nobody knows when it has sent its request, but not later than this.
    Duration silence = info.getHeartbeatTimeout();
    Instant over = first.plus(SlotPace.longer(LONGEST_UNDER_WAY, silence));
    UnclearRequests ifLost =
        UnclearRequests.unite(unclear, new UnclearRequests(first, first.plus(silence), over));
    tellTemporal(new CreateHeartbeat(ifLost, null));
    confirmed = before;
    unclearBefore = unclear;
    unclear = ifLost;
  }

  private void tellTemporal(CreateHeartbeat details) {
    lock.lock();
    try {
      context.heartbeat(details);
      confirm(details);
    } catch (ActivityWorkerShutdownException | RejectedExecutionException e) {
      throw notSent("the worker is shutting down, and leaves the create to another one");
    } finally {
      lock.unlock();
    }
  }

  /** Asks Temporal now; the SDK holds most heartbeats back. */
  private void confirm(CreateHeartbeat details) {
    try {
      ActivityCompletionClient client = context.getWorkflowClient().newActivityCompletionClient();
      (info.isInWorkflow() ? client.withContext(new ActivitySerializationContext(info)) : client)
          .heartbeat(context.getTaskToken(), details);
    } catch (ActivityCompletionFailureException e) {
      // The SDK wraps what Temporal says of the attempt: that it is cancelled, or given up.
      throw e.getCause() instanceof ActivityCompletionException told ? told : e;
    } catch (UnsupportedOperationException e) {
      // A test of an activity alone has no Temporal to ask.
      log.debug("Could not ask Temporal for the attempt", e);
    }
  }

  @Override
  public void checkBeforeSending(Duration callTimeout) {
    Duration silent = confirmed == null ? Duration.ZERO : since(confirmed);
    if (silent.compareTo(longestSilence(callTimeout)) > 0) {
      throw notSent(
          "Temporal has not confirmed the attempt for "
              + silent.toSeconds()
              + " s, and may have given it to another worker");
    }
    if (left().compareTo(neededFor(callTimeout)) < 0) {
      throw notSent("the attempt has only " + left().toSeconds() + " s left");
    }
    Instant sent = now();
    Instant first = confirmed == null ? sent : time(confirmed);
    unclear = UnclearRequests.unite(unclearBefore, new UnclearRequests(first, sent));
  }

  /** An attempt that is short altogether has its first half to send the request. */
  private Duration neededFor(Duration callTimeout) {
    Duration half = info.getStartToCloseTimeout().dividedBy(2);
    Duration need = callTimeout.plus(MARGIN);
    return need.compareTo(half) < 0 ? need : half;
  }

  /** While a call is under way, Temporal must not take the attempt for lost. */
  private Duration longestSilence(Duration callTimeout) {
    Duration timeout = info.getHeartbeatTimeout();
    if (timeout.isZero()) {
      return NO_LIMIT;
    }
    Duration half = timeout.dividedBy(2);
    Duration least = half.compareTo(SHORT_LIMIT) < 0 ? half : SHORT_LIMIT;
    Duration limit = timeout.minus(callTimeout);
    return limit.compareTo(least) < 0 ? least : limit;
  }

  private static ApplicationFailure notSent(String why) {
    return ApplicationFailure.newBuilder()
        .setMessage("nothing was sent: " + why)
        .setType(FailureTypes.CREATE_NOT_SENT)
        // Part of a normal day: no error in logs and metrics.
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }

  @Override
  public void tellUnclear(@Nullable UnclearRequests remains) {
    unclear = remains;
    progress = null;
    beat();
  }

  /** The SDK may hold a heartbeat back, but sends the last one with a failure. */
  private void beat() {
    lock.lock();
    try {
      context.heartbeat(new CreateHeartbeat(unclear, progress));
    } catch (RuntimeException e) {
      // Cancelled, or the worker is going down. What the attempt has to do or to say comes first.
      log.debug("Could not tell the next attempt to create what this one has made", e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void stopIfOrphaned(BrowserUseClient client, String taskId) {
    if (!info.isInWorkflow() || !mayBeGivenUp() || !isGivenUp()) {
      return;
    }
    OwnerLookup owners = new OwnerLookup(context.getWorkflowClient(), info.getWorkflowId());
    try {
      OrphanSearch search =
          new OrphanSearch(client, new TaskLists(client, sleeper), owners, left());
      if (search.stop(new Stop(taskId, Instant.MAX)).task() != null) {
        log.warn("Stopped task {}, which was made too late for the run that asked for it", taskId);
      }
    } catch (RuntimeException e) {
      // The run looks for duplicates, and the reaper for what has no run.
      log.warn("Could not find out who owns task {}, which was made too late", taskId, e);
    }
  }

  /** Without a question to Temporal, unless it has had the time to give the attempt up. */
  private boolean mayBeGivenUp() {
    try {
      context.heartbeat(new CreateHeartbeat(unclear, null));
    } catch (ActivityNotExistsException e) {
      return true;
    } catch (RuntimeException e) {
      log.debug("Could not send a heartbeat after a create", e);
    }
    Duration timeout = info.getHeartbeatTimeout();
    return confirmed != null && !timeout.isZero() && since(confirmed).compareTo(timeout) >= 0;
  }

  @Override
  public boolean isGivenUp() {
    try {
      confirm(new CreateHeartbeat(unclear, null));
    } catch (ActivityNotExistsException e) {
      return true;
    } catch (RuntimeException e) {
      // Cancelled, or Temporal cannot be reached: the attempt counts as long as nobody denies it.
      log.debug("Could not ask Temporal for the attempt", e);
    }
    return false;
  }

  @Override
  public Duration left() {
    Duration limit = info.getStartToCloseTimeout();
    return limit.isZero() ? NO_LIMIT : limit.minus(since(begun));
  }

  @Override
  public @Nullable Progress begun() {
    return progress;
  }

  @Override
  public void tell(@Nullable Progress reached) {
    progress = reached;
    beat();
  }

  @Override
  public void count(CreateOutcome outcome) {
    context
        .getMetricsScope()
        .tagged(Map.of(CreateOutcome.TAG, outcome.tagValue()))
        .counter(CreateOutcome.METRIC)
        .inc(1);
  }

  @Override
  public void pauseForLists() {
    sleeper.pause(LIST_PAUSE);
  }

  private Moment moment() {
    return new Moment(clock.instant(), System.nanoTime());
  }

  private Duration since(Moment moment) {
    Moment now = moment();
    Duration wall = Duration.between(moment.wall, now.wall);
    Duration running = Duration.ofNanos(now.nanos - moment.nanos);
    return wall.compareTo(running) > 0 ? wall : running;
  }

  /** A moment by Temporal's clock. */
  private Instant time(Moment moment) {
    Duration sinceBegun =
        Duration.between(begun.wall, moment.wall).isNegative()
            ? Duration.ZERO
            : Duration.between(begun.wall, moment.wall);
    return Instant.ofEpochMilli(info.getStartedTimestamp()).plus(sinceBegun);
  }

  /**
   * What an attempt to create leaves to the next one, as the details of its heartbeats: what is
   * unclear if no heartbeat follows, and how far its lookup has come. To a workflow they are a
   * {@link FailureTypes.CreateFailureDetail}.
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CreateHeartbeat(
      @JsonProperty("unclear") @Nullable UnclearRequests unclear,
      @JsonProperty("lookup") @Nullable Progress lookup) {}
}
