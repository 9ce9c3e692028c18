package com.browseruse.temporal.activities.internal.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.client.BrowserUseException.TooManySessions;
import com.browseruse.temporal.task.FailureTypes;
import io.temporal.client.ActivityCanceledException;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SessionQueueTest {
  private static final Instant START = CreateLab.SCHEDULED;
  private static final TooManySessions REFUSAL =
      new TooManySessions(CreateLab.details(429, false, null));

  private volatile Instant now = START;
  private final SessionQueue queue = new SessionQueue(25, () -> 0.5);
  private final List<String> turns = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /** One who has waited since a second of the start. */
  private class Create implements SessionQueue.Waiter {
    final String key;
    final Instant since;
    boolean hasToldWhy = true;
    Duration left = Duration.ofMinutes(7);
    volatile boolean cancelled;
    volatile int confirms;

    Create(int second) {
      this.key = "create-" + second;
      this.since = START.plusSeconds(second);
    }

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public Instant waitingSince() {
      return since;
    }

    @Override
    public boolean hasToldWhy() {
      return hasToldWhy;
    }

    @Override
    public Duration left() {
      return left;
    }

    @Override
    public void confirm() {
      confirms++;
      if (cancelled) {
        throw new ActivityCanceledException();
      }
    }

    boolean enter() {
      return queue.await(key, this);
    }

    ApplicationFailure sentAway() {
      return catchThrowableOfType(ApplicationFailure.class, this::enter);
    }

    /** Waits on a thread of its own, and has its turn or not. */
    Create waits() {
      int seated = queue.seated();
      Thread thread =
          new Thread(
              () -> {
                try {
                  queue.await(key, this);
                  turns.add(key);
                } catch (RuntimeException e) {
                  // Also at the end of a test, which interrupts it.
                  turns.add(key + " left");
                }
              });
      threads.add(thread);
      thread.start();
      await().until(() -> queue.seated() == seated + 1);
      return this;
    }
  }

  private void close() {
    assertThat(new Create(0).enter()).as("waited").isFalse();
    queue.refused(now, REFUSAL);
  }

  private void pass(Duration time) {
    now = now.plus(time);
    queue.look();
  }

  private void awaitTurns(String... keys) {
    await().untilAsserted(() -> assertThat(turns).containsExactly(keys));
  }

  @AfterEach
  void interrupt() {
    threads.forEach(Thread::interrupt);
  }

  @Test
  void manyMayAskUntilOneIsRefusedButNotAllAtOnce() {
    for (int i = 0; i < 10; i++) {
      assertThat(new Create(i).enter()).isFalse();
    }
    Create fresh = new Create(11);
    fresh.hasToldWhy = false;
    fresh.waits();
    queue.granted(now);
    awaitTurns("create-11");
    for (int i = 0; i < 50; i++) {
      queue.granted(now);
      assertThat(new Create(i).enter()).isFalse();
    }
  }

  @Test
  void whoHasWaitedLongestGoesFirstAndTheNextAtOnceAfterASuccess() {
    close();
    new Create(3).waits();
    new Create(1).waits();
    new Create(2).waits();
    assertThat(turns).isEmpty();
    pass(SlotPace.LONGEST);
    awaitTurns("create-1");
    queue.granted(now);
    awaitTurns("create-1", "create-2");
    queue.granted(now);
    awaitTurns("create-1", "create-2", "create-3");
  }

  @Test
  void afterARefusalTheNextWaitsForItsTime() {
    close();
    new Create(1).waits();
    new Create(2).waits();
    pass(SlotPace.LONGEST);
    awaitTurns("create-1");
    queue.refused(now, REFUSAL);
    new Create(1).waits();
    assertThat(queue.seated()).isEqualTo(2);
    pass(SlotPace.LONGEST);
    awaitTurns("create-1", "create-1");
  }

  @Test
  void whoWaitsAsksTemporalWhetherItIsStillWanted() {
    close();
    queue.refused(now, new TooManySessions(CreateLab.details(429, false, Duration.ofMinutes(1))));
    Create one = new Create(1).waits();
    pass(SessionQueue.CONFIRM_EVERY);
    await().until(() -> one.confirms == 1);
    one.cancelled = true;
    pass(SessionQueue.CONFIRM_EVERY);
    awaitTurns("create-1 left");
    new Create(2).waits();
    pass(Duration.ofMinutes(1));
    awaitTurns("create-1 left", "create-2");
  }

  @Test
  void atFirstPeopleAreToldWhatItWaitsFor() {
    close();
    Create fresh = new Create(5);
    fresh.hasToldWhy = false;

    ApplicationFailure failure = fresh.sentAway();

    assertThat(failure.getType()).isEqualTo(FailureTypes.TOO_MANY_SESSIONS);
    assertThat(failure.getOriginalMessage())
        .isEqualTo("waits for a session, as the first of this worker: 429, words");
    assertThat(failure.getNextRetryDelay()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(failure.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
    assertThat(failure.isNonRetryable()).isFalse();
  }

  @Test
  void whoIsFarBehindComesBackWhenItMayBeNearer() {
    close();
    for (int i = 1; i <= 100; i++) {
      Create create = new Create(i);
      create.hasToldWhy = false;
      create.sentAway();
    }
    Create last = new Create(101);
    last.hasToldWhy = false;
    ApplicationFailure failure = last.sentAway();
    assertThat(failure.getOriginalMessage())
        .startsWith("waits for a session, with about 100 of this worker before it: ");
    assertThat(failure.getNextRetryDelay())
        .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(90));
  }

  @Test
  void whoDoesNotComeBackIsForgotten() {
    close();
    for (int i = 1; i <= 100; i++) {
      Create create = new Create(i);
      create.hasToldWhy = false;
      create.sentAway();
    }
    now = now.plusSeconds(120);
    Create late = new Create(101);
    assertThat(late.enter()).isFalse();
    queue.granted(now);
    assertThat(new Create(102).enter()).as("nobody waits, so that all may ask").isFalse();
    assertThat(new Create(103).enter()).isFalse();
  }

  @Test
  void anAttemptWithoutTimeDoesNotWait() {
    close();
    Create brief = new Create(1);
    brief.left = Duration.ofMinutes(1);
    assertThat(brief.sentAway().getNextRetryDelay()).isEqualTo(SlotPace.LONGEST);
  }

  @Test
  void withoutSeatsAllComeBackAndAskInTheirTurn() {
    SessionQueue none = new SessionQueue(0, () -> 0.5);
    Create first = new Create(1);
    assertThat(none.await("a", first)).isFalse();
    none.refused(now, REFUSAL);
    ApplicationFailure failure =
        catchThrowableOfType(ApplicationFailure.class, () -> none.await("a", first));
    now = now.plus(failure.getNextRetryDelay());
    assertThat(none.await("a", first)).isFalse();
    none.granted(now);
  }

  @Test
  void aTaskThatWasSeenToEndLetsTheNextOneTry() {
    close();
    new Create(1).waits();
    new Create(2).waits();
    pass(SlotPace.SHORTEST);
    assertThat(turns).isEmpty();
    queue.ended("a", now);
    awaitTurns("create-1");
    queue.ended("a", now);
    queue.granted(now);
    queue.ended("b", now);
    awaitTurns("create-1", "create-2");
  }

  @Test
  void atMostAQuarterOfTheActivitySlotsIsTaken() {
    queue.fit(8);
    close();
    new Create(1).waits();
    new Create(2).waits();
    assertThat(new Create(3).sentAway().getType()).isEqualTo(FailureTypes.TOO_MANY_SESSIONS);
  }

  @Test
  void whatFailsForAnotherReasonLetsTheNextOneTry() {
    close();
    new Create(1).waits();
    new Create(2).waits();
    pass(SlotPace.LONGEST);
    awaitTurns("create-1");
    queue.leaves();
    awaitTurns("create-1", "create-2");
  }
}
