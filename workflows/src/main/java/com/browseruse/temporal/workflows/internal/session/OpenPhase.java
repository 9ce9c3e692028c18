package com.browseruse.temporal.workflows.internal.session;

import static java.util.Objects.requireNonNullElse;

import com.browseruse.temporal.activities.BrowserSessionActivities;
import com.browseruse.temporal.activities.BrowserSessionActivities.CreateBrowserSessionInput;
import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities.EarlierCreates;
import com.browseruse.temporal.activities.BrowserTaskActivities.ListBrowserTasksInput;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.workflows.internal.run.ActivityStubs;
import com.browseruse.temporal.workflows.internal.run.CancellableWaits;
import com.browseruse.temporal.workflows.internal.run.Failures;
import com.browseruse.temporal.workflows.session.BrowserSession;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens the session. Each attempt is an activity of its own, so that it is always known what is
 * unclear. Must run detached.
 *
 * @param taskQueue where its activities run; null for that of the workflow
 */
record OpenPhase(
    BrowserSession input,
    SessionMemory memory,
    Supplier<Boolean> mustEnd,
    Runnable show,
    @Nullable String taskQueue) {
  /** The type by which an activity fails that a reset of its workflow has cut off. */
  private static final String RESET = "ResetWorkflow";

  /** More than a call that reads takes at most. */
  private static final Duration READ = Duration.ofSeconds(130);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** When a request whose response was lost must have been done, if ever, and be listed. */
  private static final Duration LATE_COMMIT = Duration.ofSeconds(77);

  /** So far the clocks of Temporal and of the API may differ. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

  private static final Duration LIST_BOUND = Duration.ofMinutes(15);
  private static final int MOST_PAGES = 10;
  private static final int MOST_CANDIDATES = 20;

  /** So many sessions may be left open unseen before the account runs out of slots. */
  private static final int MOST_TRACES = 3;

  /** Opens it, or gives false since the workflow must end; throws if it cannot be opened. */
  boolean open() {
    Instant since = CancellableWaits.now();
    int attempts = 0;
    int traces = 0;
    while (!mustEnd.get()) {
      EarlierCreates earlier = new EarlierCreates(attempts, null, since);
      attempts++;
      Instant calledAt = CancellableWaits.now();
      BrowserSessionActivities sessions =
          stub(
              BrowserSessionActivities.class,
              ActivityStubs.create(),
              "open the session, attempt " + attempts);
      try {
        Session session =
            CancellableWaits.callToTheEnd(
                () ->
                    sessions.createBrowserSession(
                        new CreateBrowserSessionInput(request(), earlier)),
                mustEnd);
        memory.sessionId = session.id();
        memory.openedAt = CancellableWaits.now();
        memory.problem = null;
        return true;
      } catch (ActivityFailure e) {
        traces += failed(e, calledAt) ? 1 : 0;
        if (traces == MOST_TRACES) {
          throw Failures.of(
              FailureTypes.SERVICE_UNAVAILABLE,
              "it is unclear what became of %d requests to open the session, so that no more are sent: %s"
                  .formatted(traces, memory.problem),
              memory.evidence());
        }
        if (!mustEnd.get()) {
          CancellableWaits.sleepUnless(
              mustEnd, pause(e, attempts), "attempt " + (attempts + 1) + " to open");
        }
      }
    }
    return false;
  }

  /** Tells whether it may have left a session open; throws if the session cannot be opened. */
  private boolean failed(ActivityFailure failure, Instant calledAt) {
    if (failure.getCause() instanceof CanceledFailure) {
      // It never began, or gave up before it had sent anything.
      return false;
    }
    memory.problem = Failures.message(failure);
    show.run();
    if (isUnclear(failure)) {
      return !settle(calledAt);
    }
    if (Failures.isFinal(failure)) {
      throw Failures.from(failure, memory.evidence());
    }
    return false;
  }

  /** Reads where the browser can be watched; a session works without that. */
  void readLiveUrl() {
    try {
      memory.liveUrl =
          stub(
                  BrowserSessionActivities.class,
                  ActivityStubs.options(READ, LONGEST_PAUSE),
                  "read the live view")
              .getBrowserSession(new Session.Ref(Objects.requireNonNull(memory.sessionId)))
              .liveUrl();
    } catch (ActivityFailure e) {
      memory.warn("the link to the live view could not be read: " + Failures.message(e));
    }
  }

  private <T> T stub(Class<T> activities, ActivityOptions.Builder options, String summary) {
    return ActivityStubs.stub(activities, options.setTaskQueue(taskQueue), summary);
  }

  /** Whether the browser stays is never left to a default of the server. */
  private Session.Request request() {
    Session.Request asked = input.request();
    return new Session.Request(
        asked.profileId(),
        asked.proxyCountryCode(),
        asked.startUrl(),
        asked.browserScreenWidth(),
        asked.browserScreenHeight(),
        keepsAlive(),
        asked.persistMemory(),
        asked.enableRecording(),
        asked.extra());
  }

  private boolean keepsAlive() {
    return requireNonNullElse(input.request().keepAlive(), true);
  }

  private static boolean isUnclear(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure cause && !cause.getType().equals(RESET)
        ? cause.getType().equals(FailureTypes.CREATE_UNCLEAR)
        : Failures.createDetail(failure).map(detail -> detail.unclear() != null).orElse(true);
  }

  private static Duration pause(ActivityFailure failure, int attempts) {
    Duration grown = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
    Duration own = grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE;
    return Failures.retryAfter(failure).orElse(own);
  }

  /** Tells whether an unclear request has surely opened nothing; warns of what it may have. */
  private boolean settle(Instant calledAt) {
    Instant failedAt = CancellableWaits.now();
    CancellableWaits.sleepUnless(
        () -> false, LATE_COMMIT, "wait until what the open has made must be listed");
    String sentence =
        "a request to open a session, sent at " + calledAt + ", got no clear answer: ";
    try {
      List<String> candidates =
          candidates(
              calledAt.minus(CLOCK_DIFFERENCE), failedAt.plus(LATE_COMMIT).plus(CLOCK_DIFFERENCE));
      if (candidates.isEmpty()) {
        return true;
      }
      memory.warn(
          sentence
              + "it may have opened one of these sessions, in which there was no task: "
              + String.join(", ", candidates)
              + ". Stop the one that nobody uses");
    } catch (ActivityFailure e) {
      memory.warn(
          sentence
              + "a session may be open that nobody uses, and the list of sessions could not be"
              + " read");
    }
    show.run();
    return false;
  }

  /** The open sessions of a time that are as ours would be, and that no task was ever in. */
  private List<String> candidates(Instant from, Instant to) {
    List<String> candidates = new ArrayList<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      Session.Page listed =
          stub(
                  BrowserSessionActivities.class,
                  ActivityStubs.options(READ, LIST_BOUND),
                  "look for what the open has made, page " + page)
              .listBrowserSessions(new Session.Query(Session.ACTIVE, null, page));
      for (Session session : listed.sessions()) {
        if (candidates.size() < MOST_CANDIDATES
            && isLikeOurs(session, from, to)
            && !candidates.contains(session.id())
            && hasNoTask(session)) {
          candidates.add(session.id());
        }
      }
      if (!listed.hasNext()) {
        break;
      }
    }
    return candidates;
  }

  private boolean isLikeOurs(Session session, Instant from, Instant to) {
    Instant startedAt = session.startedAt();
    Boolean remembers = input.request().persistMemory();
    return (startedAt == null || !startedAt.isBefore(from) && !startedAt.isAfter(to))
        && (session.keepAlive() == null || session.keepAlive() == keepsAlive())
        && (remembers == null
            || session.persistMemory() == null
            || session.persistMemory().equals(remembers));
  }

  private boolean hasNoTask(Session session) {
    return stub(
            BrowserTaskActivities.class,
            ActivityStubs.options(READ, LIST_BOUND),
            "see whether a session has a task")
        .listBrowserTasks(new ListBrowserTasksInput(null, session.id(), null, null, 1))
        .tasks()
        .isEmpty();
  }
}
