package com.browseruse.temporal.workflows.internal.reap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.OrphanedTaskActivities.Found;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Search;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Stop;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.reap.ReapResult;
import com.browseruse.temporal.workflows.reap.ReapedTask;
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
              Search input = call.getArgument(0);
              int page = input.page();
              return new Found(
                  List.of(
                      orphan("orphan-" + page),
                      owned("alive-" + page),
                      orphan("orphan-" + Math.max(1, page - 1))),
                  100,
                  page < PAGES ? page + 1 : null);
            });
    when(orphans.stopOrphanedTask(any()))
        .thenAnswer(
            call -> {
              Stop input = call.getArgument(0);
              return sent(input.taskId(), TaskStatus.STOPPED);
            });
  }

  @Test
  void aLongReaperContinuesAsNewAndCountsOn() {
    pages();
    start(APPLY.toBuilder().limit(10).build());
    String firstRun = reaper.getExecution().getRunId();
    ReapResult result = reaper.getResult(ReapResult.class);
    assertThat(reaper.describe().getExecution().getRunId()).isNotEqualTo(firstRun);
    assertThat(result.scanned()).isEqualTo(PAGES * 100);
    assertThat(result.found()).isEqualTo(2 * PAGES);
    assertThat(result.stopped()).isEqualTo(10);
    assertThat(result.leftBecause().get(reason(Verdict.OWNED))).isEqualTo(PAGES);
    assertThat(result.leftBecause().get("the limit is reached")).isEqualTo(2);
    assertThat(result.tasks()).extracting(ReapedTask::taskId).doesNotHaveDuplicates();
  }

  @Test
  void theWholeChainListsTheSameTasks() {
    pages();
    reap(APPLY);
    ArgumentCaptor<Search> asked = ArgumentCaptor.forClass(Search.class);
    verify(orphans, atLeast(PAGES)).findOrphanedTasks(asked.capture());
    assertThat(asked.getAllValues())
        .extracting(Search::listedBefore)
        .containsOnly(asked.getAllValues().get(0).listedBefore());
    assertThat(asked.getAllValues())
        .extracting(Search::page)
        .isEqualTo(IntStream.rangeClosed(1, PAGES).boxed().toList());
  }
}
