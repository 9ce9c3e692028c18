package com.browseruse.temporal.workflows.internal.reap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.FindOrphanedTasksInput;
import com.browseruse.temporal.activities.FoundLiveTasks;
import com.browseruse.temporal.activities.OrphanVerdict;
import com.browseruse.temporal.activities.StopOrphanedTaskInput;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.ReapInput;
import com.browseruse.temporal.workflows.ReapResult;
import com.browseruse.temporal.workflows.ReapedTask;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class ReapContinuationTest extends ReapTestBase {
  private static final int PAGES = 12;

  @Override
  boolean hasShortHistories() {
    return true;
  }

  /** On each page one orphan, one task of a live run, and the orphan of the page before again. */
  private void pages() {
    when(orphans.findOrphanedTasks(any()))
        .thenAnswer(
            call -> {
              FindOrphanedTasksInput input = call.getArgument(0);
              int page = input.page();
              return new FoundLiveTasks(
                  List.of(
                      item("orphan-" + page, OrphanVerdict.NO_WORKFLOW),
                      item("alive-" + page, OrphanVerdict.RUN_ALIVE),
                      item("orphan-" + Math.max(1, page - 1), OrphanVerdict.NO_WORKFLOW)),
                  100,
                  page < PAGES ? page + 1 : null);
            });
    when(orphans.stopOrphanedTask(any()))
        .thenAnswer(
            call -> {
              StopOrphanedTaskInput input = call.getArgument(0);
              return sent(input.taskId(), TaskStatus.STOPPED);
            });
  }

  @Test
  void aLongReaperContinuesAsNewAndCountsOn() {
    pages();
    start(new ReapInput(true, null, 10));
    String firstRun = reaper.getExecution().getRunId();
    ReapResult result = reaper.getResult(ReapResult.class);
    assertThat(reaper.describe().getExecution().getRunId()).isNotEqualTo(firstRun);
    assertThat(result.looked()).isEqualTo(PAGES * 100);
    assertThat(result.found()).isEqualTo(2 * PAGES);
    assertThat(result.stopped()).isEqualTo(10);
    assertThat(result.leftBecause().get(OrphanVerdict.RUN_ALIVE)).isEqualTo(PAGES);
    assertThat(result.leftBecause().get(OrphanVerdict.OVER_LIMIT)).isEqualTo(2);
    assertThat(result.tasks()).extracting(ReapedTask::taskId).doesNotHaveDuplicates();
  }

  @Test
  void theWholeChainListsTheSameTasks() {
    pages();
    reap(APPLY);
    ArgumentCaptor<FindOrphanedTasksInput> asked =
        ArgumentCaptor.forClass(FindOrphanedTasksInput.class);
    verify(orphans, atLeast(PAGES)).findOrphanedTasks(asked.capture());
    assertThat(asked.getAllValues())
        .extracting(FindOrphanedTasksInput::listedBefore)
        .containsOnly(asked.getAllValues().get(0).listedBefore());
    assertThat(asked.getAllValues())
        .extracting(FindOrphanedTasksInput::page)
        .isEqualTo(IntStream.rangeClosed(1, PAGES).boxed().toList());
  }
}
