package com.browseruse.temporal.activities.internal.create;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.activities.internal.results.ActivityFailures;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.FailureTypes.CreateFailureDetail;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates a task once, although the API knows no idempotency key and a response may be lost: the
 * marker on the task tells what an earlier attempt has made.
 */
public final class TaskCreator {
  /** What an attempt knows of its surroundings. */
  interface Attempt {
    /** Whether surely no attempt before has made a task: there was none, or each was refused. */
    boolean nothingMadeBefore();

    /** When the first attempt was scheduled, by Temporal's clock. */
    Instant scheduledAt();

    /**
     * Throws if nobody wants the task any more. After that, the next attempt takes it that this one
     * may have made a task.
     */
    void giveUpIfUnwanted();

    /** Tells the next attempt that this one was refused; never throws. */
    void tellRefused();

    /** Gives lists the time to catch up. */
    void pauseForLists();

    /** Counts what came of it. */
    void count(CreateOutcome outcome);
  }

  private static final Logger log = LoggerFactory.getLogger(TaskCreator.class);

  private final BrowserUseClient client;
  private final TaskLookup lookup;

  public TaskCreator(BrowserUseClient client) {
    this.client = client;
    this.lookup = new TaskLookup(client);
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
    if (!attempt.nothingMadeBefore()) {
      // The attempt before may have ended in any way, a lost worker included.
      CreatedBrowserTask earlier = lookUpTwice(request, createKey, attempt);
      if (earlier != null) {
        return earlier;
      }
    }
    TaskRequest prepared;
    try {
      prepared = preparation.apply(request);
    } catch (ApplicationFailure e) {
      throw refused(e, attempt);
    }
    attempt.giveUpIfUnwanted();
    try {
      Task.Ref task = client.createTask(prepared);
      attempt.count(CreateOutcome.CREATED);
      return new CreatedBrowserTask(
          task.taskId(), task.sessionId(), Task.Creation.CREATED, !attempt.nothingMadeBefore());
    } catch (BrowserUseException e) {
      if (!e.mayHaveTakenEffect()) {
        attempt.count(CreateOutcome.REFUSED);
        attempt.tellRefused();
        throw ActivityFailures.from(e, new CreateFailureDetail(!attempt.nothingMadeBefore()));
      }
      return adoptOrFail(request, createKey, attempt, e);
    } catch (IllegalArgumentException e) {
      // Refused by the client itself: this version of the API lacks a field of the request.
      throw refused(ActivityFailures.invalid(e.getMessage()), attempt);
    }
  }

  /** No attempt follows: what an earlier one may have made is the caller's to look for. */
  private static ApplicationFailure refused(ApplicationFailure e, Attempt attempt) {
    attempt.count(CreateOutcome.REFUSED);
    return ApplicationFailure.newBuilder(e)
        .setDetails(new CreateFailureDetail(!attempt.nothingMadeBefore()))
        .build();
  }

  private CreatedBrowserTask adoptOrFail(
      TaskRequest request, String createKey, Attempt attempt, BrowserUseException e) {
    try {
      CreatedBrowserTask made = lookUpTwice(request, createKey, attempt);
      if (made != null) {
        return made;
      }
    } catch (ApplicationFailure lookupFailed) {
      // The next attempt looks again: what matters is that this one failed unclearly.
      log.debug("Could not look for what an unclear create has made", lookupFailed);
    }
    attempt.count(CreateOutcome.UNCLEAR);
    throw ApplicationFailure.newBuilder()
        .setMessage(e.getMessage() + "; it is unclear whether a task was created")
        .setType(FailureTypes.CREATE_UNCLEAR)
        .setNextRetryDelay(ActivityFailures.delay(e, null))
        .build();
  }

  private @Nullable CreatedBrowserTask lookUpTwice(
      TaskRequest request, String createKey, Attempt attempt) {
    CreatedBrowserTask found = lookUp(request, createKey, attempt);
    if (found == null) {
      attempt.pauseForLists();
      found = lookUp(request, createKey, attempt);
    }
    return found;
  }

  private @Nullable CreatedBrowserTask lookUp(
      TaskRequest request, String createKey, Attempt attempt) {
    List<Task> found;
    try {
      found = lookup.find(createKey, attempt.scheduledAt(), null);
    } catch (BrowserUseException e) {
      // Should no attempt follow, somebody else must look for what may exist.
      throw ActivityFailures.from(e, new CreateFailureDetail(true));
    }
    if (found.isEmpty()) {
      return null;
    }
    found.stream().skip(1).forEach(duplicate -> stopDuplicate(request, duplicate, attempt));
    Task oldest = found.get(0);
    attempt.count(CreateOutcome.ADOPTED);
    // One create was sent and one task is found: there is nothing more to come.
    boolean unclear = !attempt.nothingMadeBefore() || found.size() > 1;
    return new CreatedBrowserTask(oldest.id(), oldest.sessionId(), Task.Creation.ADOPTED, unclear);
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
      ApplicationFailure failure = ActivityFailures.from(e, new CreateFailureDetail(true));
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
