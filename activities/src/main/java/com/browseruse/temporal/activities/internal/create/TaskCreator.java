package com.browseruse.temporal.activities.internal.create;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.activities.internal.create.TaskLookup.Wanted;
import com.browseruse.temporal.activities.internal.results.ActivityFailures;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.FailureTypes.CreateFailureDetail;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.task.UnclearRequests;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates a task once, although the API knows no idempotency key and a response may be lost: the
 * marker on the task tells what an earlier attempt has made.
 */
public final class TaskCreator {
  /** No create is done so long after its response. */
  static final Duration LATEST_COMMIT = Duration.ofMinutes(10);

  /** While a request may be under way, its task is looked for so often. */
  static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

  /** What an attempt knows of its surroundings. */
  interface Attempt extends TaskLookup.Trail, SessionQueue.Waiter {
    /** Counts from 1. */
    int number();

    /** When requests were sent that may have made a task, by Temporal's clock; null for none. */
    @Nullable UnclearRequests unclear();

    /** What was sent before this time has made nothing, for sure. */
    void forgetUnclearBefore(Instant time);

    /** The time so long ago, by Temporal's clock. */
    Instant now(Duration ago);

    /**
     * Tells Temporal that a request is about to be sent. Throws if nobody wants the task any more,
     * or if Temporal cannot be told.
     */
    void announce();

    /** Throws if it is too late to send the request now; else what it makes is unclear. */
    void checkBeforeSending(Duration callTimeout);

    /** Tells the next attempt what remains unclear; never throws. */
    void tellUnclear(@Nullable UnclearRequests remains);

    /**
     * Asks Temporal whether it has given the attempt up, so that nobody learns what it has made.
     */
    boolean isGivenUp();

    /** Stops what was made if Temporal has given up the attempt and nobody owns the task. */
    void stopIfOrphaned(BrowserUseClient client, String taskId);

    /** Gives lists the time to catch up. */
    void pauseForLists();

    /** Counts what came of it. */
    void count(CreateOutcome outcome);
  }

  private static final Logger log = LoggerFactory.getLogger(TaskCreator.class);

  private final BrowserUseClient client;
  private final TaskLookup lookup;
  private final SessionQueue sessions;

  public TaskCreator(BrowserUseClient client, TaskLookup lookup, SessionQueue sessions) {
    this.client = client;
    this.lookup = lookup;
    this.sessions = sessions;
  }

  /**
   * Creates the task, or adopts what an earlier attempt has made. The preparation adds what must
   * not come from a history, and may refuse; it is not needed to adopt, and so not asked before.
   */
  public CreatedBrowserTask create(
      TaskRequest request,
      UnaryOperator<TaskRequest> preparation,
      String createKey,
      Attempt attempt) {
    if (attempt.unclear() != null) {
      // The attempt before may have ended in any way, a lost worker included.
      CreatedBrowserTask earlier = lookUpTwice(request, createKey, attempt, true);
      if (earlier != null) {
        return earlier;
      }
    }
    UnclearRequests before = attempt.unclear();
    try {
      checkNothingIsUnderWay(before, attempt);
      TaskRequest prepared = preparation.apply(request);
      Task.Ref task = null;
      while (task == null) {
        if (request.sessionId() == null && sessions.await(createKey, attempt) && before != null) {
          CreatedBrowserTask late = lookUpInTurn(request, createKey, attempt);
          if (late != null) {
            return late;
          }
        }
        task = send(prepared, before, attempt);
      }
      attempt.count(CreateOutcome.CREATED);
      attempt.stopIfOrphaned(client, task.taskId());
      return new CreatedBrowserTask(task.taskId(), task.sessionId(), Task.Creation.CREATED, before);
    } catch (BrowserUseException e) {
      return e.mayHaveTakenEffect()
          ? adoptOrFail(request, createKey, before == null, attempt, e)
          : fail(ActivityFailures.from(e), e, before, attempt);
    } catch (ApplicationFailure e) {
      return fail(e, null, before, attempt);
    } catch (IllegalArgumentException e) {
      // Refused by the client itself: this version of the API lacks a field of the request.
      return fail(ActivityFailures.invalid(e.getMessage()), null, before, attempt);
    }
  }

  /**
   * The worker of an attempt before was lost while its request was under way: it can be looked for
   * at once, but must not be sent again before it is over.
   */
  private static void checkNothingIsUnderWay(@Nullable UnclearRequests before, Attempt attempt) {
    Instant until = before == null ? null : before.underWayUntil();
    Duration wait = until == null ? Duration.ZERO : Duration.between(attempt.now(), until);
    if (!wait.isNegative() && !wait.isZero()) {
      throw ApplicationFailure.newBuilder()
          .setMessage(
              "nothing was sent: the request of a worker that was lost may be under way for another"
                  + " "
                  + (wait.toSeconds() + 1)
                  + " s")
          .setType(FailureTypes.CREATE_NOT_SENT)
          .setCategory(ApplicationErrorCategory.BENIGN)
          .setNextRetryDelay(wait.compareTo(LOOK_AGAIN) < 0 ? wait.plusSeconds(1) : LOOK_AGAIN)
          .build();
    }
  }

  /** The wait was long enough for what an attempt before has made to show itself. */
  private @Nullable CreatedBrowserTask lookUpInTurn(
      TaskRequest request, String createKey, Attempt attempt) {
    CreatedBrowserTask late = null;
    boolean goesOn = false;
    try {
      late = lookUp(request, createKey, attempt, true);
      goesOn = late == null;
      return late;
    } finally {
      if (!goesOn) {
        sessions.leaves();
      }
    }
  }

  /** Sends the request; null if it must wait for a session. */
  private Task.@Nullable Ref send(
      TaskRequest prepared, @Nullable UnclearRequests before, Attempt attempt) {
    if (prepared.sessionId() != null) {
      attempt.announce();
      return client.createTask(prepared, attempt::checkBeforeSending);
    }
    Task.Ref task =
        sessions.send(
            attempt,
            () -> {
              attempt.announce();
              return client.createTask(prepared, attempt::checkBeforeSending);
            });
    if (task == null) {
      attempt.count(CreateOutcome.REFUSED);
      attempt.tellUnclear(before);
      attempt.confirm();
    }
    return task;
  }

  /** Surely nothing was made: only what an attempt before may have made remains to look for. */
  private static CreatedBrowserTask fail(
      ApplicationFailure failure,
      @Nullable BrowserUseException e,
      @Nullable UnclearRequests before,
      Attempt attempt) {
    attempt.count(CreateOutcome.REFUSED);
    attempt.tellUnclear(before);
    ApplicationFailure.Builder told =
        ApplicationFailure.newBuilder(failure).setDetails(new CreateFailureDetail(before));
    if (e != null && waitsForSlot(e) && e.retryAfter().isEmpty()) {
      told.setNextRetryDelay(slotDelay(attempt.number(), ThreadLocalRandom.current().nextDouble()));
    }
    throw told.build();
  }

  private static boolean waitsForSlot(BrowserUseException e) {
    return e instanceof BrowserUseException.TooManySessions
        || e instanceof BrowserUseException.SessionBusy;
  }

  /**
   * How long to wait for a slot, which some other task holds: from 15 seconds to 2 minutes, the
   * longer the more often, and a little at random, so that many who wait do not ask in step.
   */
  static Duration slotDelay(int attempt, double chance) {
    double seconds = Math.min(120, 18 * Math.pow(1.5, Math.max(0, attempt - 1)));
    return Duration.ofMillis((long) (1000 * seconds * (1 - chance / 6)));
  }

  private CreatedBrowserTask adoptOrFail(
      TaskRequest request,
      String createKey,
      boolean isOnlyRequest,
      Attempt attempt,
      BrowserUseException e) {
    try {
      CreatedBrowserTask made = lookUpTwice(request, createKey, attempt, !isOnlyRequest);
      if (made != null) {
        return made;
      }
    } catch (ApplicationFailure lookupFailed) {
      // The next attempt looks again: what matters is that this one failed unclearly.
      log.debug("Could not look for what an unclear create has made", lookupFailed);
    }
    attempt.count(CreateOutcome.UNCLEAR);
    attempt.tellUnclear(attempt.unclear());
    throw ApplicationFailure.newBuilder()
        .setMessage(e.getMessage() + "; it is unclear whether a task was created")
        .setType(FailureTypes.CREATE_UNCLEAR)
        .setDetails(new CreateFailureDetail(attempt.unclear()))
        .setNextRetryDelay(ActivityFailures.delay(e, null))
        .build();
  }

  private @Nullable CreatedBrowserTask lookUpTwice(
      TaskRequest request, String createKey, Attempt attempt, boolean mayBeMore) {
    CreatedBrowserTask found = lookUp(request, createKey, attempt, mayBeMore);
    if (found == null) {
      attempt.pauseForLists();
      found = lookUp(request, createKey, attempt, mayBeMore);
    }
    if (found == null) {
      attempt.forgetUnclearBefore(attempt.now(LATEST_COMMIT.plus(TaskLookup.CLOCK_DIFFERENCE)));
    }
    return found;
  }

  /** More than one task may have been made if more than one request was sent. */
  private @Nullable CreatedBrowserTask lookUp(
      TaskRequest request, String createKey, Attempt attempt, boolean mayBeMore) {
    UnclearRequests unclear = attempt.unclear();
    if (unclear == null) {
      return null;
    }
    Wanted wanted =
        new Wanted(createKey, request.task(), unclear.first(), unclear.last().plus(LATEST_COMMIT));
    List<Task> found;
    try {
      found = lookup.find(wanted, attempt);
    } catch (BrowserUseException e) {
      // Should no attempt follow, somebody else must look for what may exist.
      throw ActivityFailures.from(e, new CreateFailureDetail(unclear));
    }
    if (found.isEmpty()) {
      return null;
    }
    found.stream().skip(1).forEach(duplicate -> stopDuplicate(request, duplicate, attempt));
    Task oldest = found.get(0);
    attempt.count(CreateOutcome.ADOPTED);
    return new CreatedBrowserTask(
        oldest.id(),
        oldest.sessionId(),
        Task.Creation.ADOPTED,
        mayBeMore || found.size() > 1 ? unclear : null);
  }

  private void stopDuplicate(TaskRequest request, Task duplicate, Attempt attempt) {
    if (duplicate.hasEnded()) {
      return;
    }
    // A session that the caller gave must survive its tasks.
    Task.Action action =
        request.sessionId() == null ? Task.Action.STOP_TASK_AND_SESSION : Task.Action.STOP;
    try {
      client.updateTask(duplicate.id(), action);
      attempt.count(CreateOutcome.DUPLICATE_STOPPED);
      log.warn("Stopped task {}, which a repeated create had made twice", duplicate.id());
    } catch (BrowserUseException e) {
      ApplicationFailure failure =
          ActivityFailures.from(e, new CreateFailureDetail(attempt.unclear()));
      if (!failure.isNonRetryable()) {
        throw failure;
      }
      // It may have ended meanwhile. That is no reason to lose the task that is kept; since the
      // create is reported as unclear, the run looks for duplicates again.
      log.warn("Could not stop task {}, a duplicate of a repeated create", duplicate.id(), e);
    }
  }

  /** What came of an attempt to create; each is counted. */
  enum CreateOutcome {
    /** The API returned a new task. */
    CREATED,

    /** An earlier call had made the task, although its response was lost. */
    ADOPTED,

    /** A second task of the same create was told to stop. */
    DUPLICATE_STOPPED,

    /** Nothing was made, for sure. */
    REFUSED,

    /** Nobody can tell whether something was made, and a lookup found nothing. */
    UNCLEAR;

    /** The name of the counter. */
    static final String METRIC = "browser_use_task_create";

    /** The tag that holds the outcome. */
    static final String TAG = "outcome";

    String tagValue() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
