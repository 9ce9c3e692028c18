package com.browseruse.temporal.workflows.internal.reap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.OrphanedTaskActivities.Found;
import com.browseruse.temporal.activities.OrphanedTaskActivities.LiveTask;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Search;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Stop;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.internal.run.StopPhase;
import com.browseruse.temporal.workflows.reap.ReapDecision;
import com.browseruse.temporal.workflows.reap.ReapInput;
import com.browseruse.temporal.workflows.reap.ReapResult;
import com.browseruse.temporal.workflows.reap.ReapedTask;
import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.ArgumentCaptor;

class ReapTest extends ReapTestBase {

  @ParameterizedTest
  @EnumSource
  void onlyWhatNobodyOwnsIsStopped(Verdict verdict) {
    found(item("a", verdict));
    stopsAnswer("a", sent("a", TaskStatus.STOPPED));
    ReapResult result = reap(APPLY);
    if (verdict == Verdict.ORPHAN) {
      assertThat(result.stopped()).isEqualTo(1);
      assertThat(result.tasks().get(0).decision()).isEqualTo(ReapDecision.STOPPED);
      assertThat(result.tasks().get(0).costUsd()).isEqualTo("0.07");
      assertThat(result.leftBecause()).isEmpty();
    } else {
      assertNothingIsStopped();
      assertThat(result.left()).isEqualTo(1);
      assertThat(result.leftBecause()).isEqualTo(Map.of(reason(verdict), 1));
      assertThat(result.tasks().get(0).decision()).isEqualTo(ReapDecision.LEFT);
    }
    assertThat(result.found()).isEqualTo(1);
    assertThat(result.tasks().get(0).verdict()).isEqualTo(verdict);
    assertThat(result.tasks().get(0).reason()).isEqualTo(reason(verdict));
    assertThat(result.isClear()).isEqualTo(verdict != Verdict.UNKNOWN);
  }

  @Test
  void unlessToldToNothingIsStopped() {
    found(owned("b"), orphan("a"));
    ReapResult result = reap();
    assertNothingIsStopped();
    assertThat(result.apply()).isFalse();
    assertThat(result.wouldStop()).isEqualTo(1);
    assertThat(result.left()).isEqualTo(1);
    assertThat(result.found()).isEqualTo(2);
    assertThat(result.scanned()).isEqualTo(2);
    assertThat(result.olderThan()).isEqualTo(Duration.ofMinutes(15));
    assertThat(result.namespace()).isEqualTo(env.getNamespace());
    ReapedTask first = result.tasks().get(0);
    assertThat(first.decision()).isEqualTo(ReapDecision.WOULD_STOP);
    assertThat(first.age()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    assertThat(first.workflowId()).isEqualTo("workflow-of-a");
  }

  @Test
  void whatIsOldEnoughIsMeasuredFromTheBeginning() {
    found();
    Instant before = Instant.ofEpochMilli(env.currentTimeMillis());
    reap(Map.of("olderThan", "PT2H", "apply", true));
    ArgumentCaptor<Search> asked = ArgumentCaptor.forClass(Search.class);
    verify(orphans).findOrphanedTasks(asked.capture());
    assertThat(asked.getValue().page()).isEqualTo(1);
    assertThat(asked.getValue().listedBefore()).isBetween(before, before.plusSeconds(60));
    assertThat(asked.getValue().createdBefore())
        .isEqualTo(asked.getValue().listedBefore().minus(Duration.ofHours(2)));
  }

  @Test
  void aStopThatWasAcceptedIsNotTakenForStopped() {
    found(orphan("a"));
    stopsAnswer("a", sent("a", TaskStatus.STARTED));
    remoteStatus.put("a", TaskStatus.STARTED);
    ReapResult result = reap(APPLY);
    assertThat(result.unconfirmed()).isEqualTo(1);
    assertThat(result.tasks().get(0).decision()).isEqualTo(ReapDecision.UNCONFIRMED);
    assertThat(result.isClear()).isFalse();
    // Told, and reminded three times, each time after a look at its owner.
    verify(orphans, times(4)).stopOrphanedTask(any());
    verify(remote, never()).updateBrowserTask(any());
  }

  @Test
  void tasksThatDoNotStopHoldUpNoOther() {
    LiveTask[] items = new LiveTask[25];
    for (int i = 0; i < items.length; i++) {
      items[i] = orphan("t" + i);
      boolean obeys = i % 12 != 0;
      TaskStatus after = obeys ? TaskStatus.STOPPED : TaskStatus.STARTED;
      stopsAnswer("t" + i, sent("t" + i, after));
      remoteStatus.put("t" + i, after);
    }
    found(items);
    long begin = env.currentTimeMillis();
    ReapResult result = reap(APPLY);
    assertThat(result.stopped()).isEqualTo(22);
    assertThat(result.unconfirmed()).isEqualTo(3);
    assertThat(reaper.describe().getCloseTime().toEpochMilli() - begin)
        .isLessThan(StopPhase.CONFIRM_BOUND.plusSeconds(30).toMillis());
  }

  @Test
  void aTaskIsWatchedUntilItHasStopped() {
    found(orphan("a"));
    stopsAnswer("a", sent("a", TaskStatus.STARTED));
    AtomicInteger looks = new AtomicInteger();
    doAnswer(
            call ->
                status("a", looks.incrementAndGet() < 3 ? TaskStatus.STARTED : TaskStatus.STOPPED))
        .when(remote)
        .getBrowserTaskStatus(any());
    assertThat(reap(APPLY).stopped()).isEqualTo(1);
    assertThat(looks).hasValue(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      names = {"OWNED", "UNKNOWN"})
  void whatSomebodyOwnsByTheTimeOfTheStopIsLeft(Verdict verdict) {
    found(orphan("a"));
    stopsAnswer("a", left(verdict));
    ReapResult result = reap(APPLY);
    assertThat(result.stopped()).isZero();
    assertThat(result.leftBecause()).isEqualTo(Map.of(reason(verdict), 1));
    assertThat(result.tasks().get(0).reason()).isEqualTo(reason(verdict));
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      names = {"OWNED", "UNKNOWN"})
  void aTaskThatWasToldToStopIsNotLeftAlthoughItIsNotToldAgain(Verdict verdict) {
    found(orphan("a"));
    when(orphans.stopOrphanedTask(any()))
        .thenReturn(sent("a", TaskStatus.STARTED))
        .thenReturn(left(verdict));
    remoteStatus.put("a", TaskStatus.STARTED);
    ReapResult result = reap(APPLY);
    assertThat(result.unconfirmed()).isEqualTo(1);
    assertThat(result.left()).isZero();
    assertThat(result.isClear()).isFalse();
    ReapedTask task = result.tasks().get(0);
    assertThat(task.verdict()).isEqualTo(Verdict.ORPHAN);
    assertThat(task.reason())
        .isEqualTo(reason(Verdict.ORPHAN) + "; when asked again: " + reason(verdict));
    assertThat(task.costUsd()).isEqualTo("0.07");
  }

  @Test
  void aTaskWhoseStopMayHaveBeenSentIsNotLeft() {
    found(orphan("a"));
    when(orphans.stopOrphanedTask(any()))
        .thenThrow(ApplicationFailure.newNonRetryableFailure("?", FailureTypes.UNEXPECTED_RESPONSE))
        .thenReturn(left(Verdict.OWNED));
    remoteStatus.put("a", TaskStatus.STARTED);
    assertThat(reap(APPLY).unconfirmed()).isEqualTo(1);
  }

  @Test
  void aTaskThatEndedFirstIsToldSo() {
    found(orphan("a"));
    stopsAnswer("a", sent("a", TaskStatus.FINISHED));
    assertThat(reap(APPLY).finishedFirst()).isEqualTo(1);
  }

  @Test
  void aTaskWhoseStopIsRefusedIsUnconfirmedAndTheOthersAreStopped() {
    found(orphan("a"), orphan("b"));
    stopsAnswer("b", sent("b", TaskStatus.STOPPED));
    when(orphans.stopOrphanedTask(argThat(input -> input != null && input.taskId().equals("a"))))
        .thenThrow(
            ApplicationFailure.newNonRetryableFailure("no", FailureTypes.UNSUPPORTED_OPERATION));
    remoteStatus.put("a", TaskStatus.STARTED);
    ReapResult result = reap(APPLY);
    assertThat(result.unconfirmed()).isEqualTo(1);
    assertThat(result.stopped()).isEqualTo(1);
  }

  @Test
  void noMoreThanTheLimitIsStopped() {
    found(orphan("a"), owned("b"), orphan("c"), orphan("d"));
    stopsAnswer("a", sent("a", TaskStatus.STOPPED));
    stopsAnswer("c", sent("c", TaskStatus.STOPPED));
    ReapResult result = reap(APPLY.toBuilder().limit(2).build());
    assertThat(result.stopped()).isEqualTo(2);
    assertThat(result.leftBecause())
        .isEqualTo(Map.of(reason(Verdict.OWNED), 1, "the limit is reached", 1));
    assertThat(reap(ReapInput.newBuilder().limit(2).build()).wouldStop()).isEqualTo(2);
  }

  @Test
  void aTaskThatMovesToTheNextPageCountsOnce() {
    LiveTask moved = orphan("a");
    when(orphans.findOrphanedTasks(any()))
        .thenReturn(new Found(List.of(moved), 100, 2))
        .thenReturn(new Found(List.of(moved), 50, null));
    ReapResult result = reap();
    assertThat(result.found()).isEqualTo(1);
    assertThat(result.scanned()).isEqualTo(150);
  }

  @Test
  void aLongListOfTasksIsCutAndThoseOfLiveRunsGoFirst() {
    List<LiveTask> items = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      items.add(owned("alive-" + i));
    }
    for (int i = 0; i < 80; i++) {
      items.add(orphan("orphan-" + i));
    }
    found(items.toArray(LiveTask[]::new));
    ReapResult result = reap();
    assertThat(result.found()).isEqualTo(160);
    assertThat(result.wouldStop()).isEqualTo(80);
    assertThat(result.tasksNotListed()).isEqualTo(60);
    assertThat(result.tasks())
        .hasSize(ReapResult.MOST_TASKS)
        .filteredOn(task -> task.decision() == ReapDecision.WOULD_STOP)
        .hasSize(80);
  }

  @Test
  void aFailureOfTheListIsTheReapersAndCarriesWhatWasDone() {
    stopsAnswer("a", sent("a", TaskStatus.STOPPED));
    when(orphans.findOrphanedTasks(any()))
        .thenReturn(new Found(List.of(orphan("a")), 100, 2))
        .thenThrow(
            ApplicationFailure.newNonRetryableFailure(
                "the key is wrong", FailureTypes.AUTHENTICATION_FAILED));
    start(APPLY);
    ApplicationFailure failure = (ApplicationFailure) failed().getCause();
    assertThat(failure.getType()).isEqualTo(FailureTypes.AUTHENTICATION_FAILED);
    assertThat(failure.getDetails().get(ReapResult.class).stopped()).isEqualTo(1);
  }

  @Test
  void aCancelEndsTheReaperOnceTheStopsUnderWayAreDone() throws Exception {
    List<LiveTask> items = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      items.add(orphan("a" + i));
    }
    found(items.toArray(LiveTask[]::new));
    CountDownLatch stopping = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    when(orphans.stopOrphanedTask(any()))
        .thenAnswer(
            call -> {
              stopping.countDown();
              cancelled.await();
              Stop input = call.getArgument(0);
              return sent(input.taskId(), TaskStatus.STOPPED);
            });
    start(APPLY);
    stopping.await();
    reaper.cancel();
    cancelled.countDown();
    assertThat(failed().getCause()).isInstanceOf(CanceledFailure.class);
    ReapResult progress = reaper.query("progress", ReapResult.class);
    assertThat(progress.stopped()).isEqualTo(10);
  }

  @Test
  void aCancelDuringTheSearchEndsTheReaper() throws Exception {
    CountDownLatch searching = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    when(orphans.findOrphanedTasks(any()))
        .thenAnswer(
            call -> {
              searching.countDown();
              cancelled.await();
              return new Found(List.of(), 0, null);
            });
    start(APPLY);
    searching.await();
    reaper.cancel();
    assertThat(failed().getCause()).isInstanceOf(CanceledFailure.class);
    cancelled.countDown();
  }

  @Test
  void theResultHasTheNamesOfTheContract() {
    found(orphan("a"));
    start(Map.of("apply", false));
    JsonNode result = reaper.getResult(JsonNode.class);
    assertThat(result.get("olderThan").textValue()).isEqualTo("PT15M");
    assertThat(result.get("tasks").get(0).get("age").textValue()).startsWith("PT");
    assertThat(result.get("tasks").get(0).get("decision").textValue()).isEqualTo("WOULD_STOP");
    assertThat(result.has("clear")).isFalse();
  }

  private WorkflowFailedException failed() {
    return catchThrowableOfType(
        WorkflowFailedException.class, () -> reaper.getResult(ReapResult.class));
  }
}
