package com.browseruse.temporal.workflows.internal.reap;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.OrphanVerdict;
import com.browseruse.temporal.workflows.ReapDecision;
import com.browseruse.temporal.workflows.ReapInput;
import com.browseruse.temporal.workflows.ReapedTask;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReapDetailsTest {
  private final ReapTally tally = new ReapTally();

  private static ReapedTask task(String id, ReapDecision decision, OrphanVerdict verdict) {
    return new ReapedTask(
        id, "milk-4711", Duration.ofMinutes(42), "0.05", decision, verdict, verdict.words());
  }

  private String markdown(boolean apply) {
    return ReapDetails.markdown(tally.result(new ReapInput(apply, null, null), "shop"), true);
  }

  @Test
  void aDryRunSaysThatNothingIsStopped() {
    tally.looked(7);
    tally.add(task("task-1", ReapDecision.WOULD_STOP, OrphanVerdict.NO_WORKFLOW));
    assertThat(markdown(false))
        .isEqualTo(
            """
            ### Orphaned tasks: done (dry run, nothing is stopped)

            | | |
            |---|---|
            | Remote tasks looked at | 7 |
            | Alive and ours | 1 |
            | Would be stopped | 1 |
            | Left | 0 |

            | Task | Workflow | Age | Cost | Decision | Why |
            |---|---|---|---|---|---|
            | `task-1` | `milk-4711` | 42 min 0 s | $0.05 | would stop | Temporal knows no workflow of this id |
            """);
  }

  @Test
  void whatWasLeftIsCountedByReason() {
    tally.add(task("task-1", ReapDecision.STOPPED, OrphanVerdict.WORKFLOW_ENDED));
    tally.add(task("task-2", ReapDecision.LEFT, OrphanVerdict.RUN_ALIVE));
    tally.add(task("task-3", ReapDecision.LEFT, OrphanVerdict.RUN_ALIVE));
    assertThat(markdown(true))
        .startsWith("### Orphaned tasks: done\n")
        .contains("| Stopped | 1 |\n")
        .contains("| Left | 2 |\n| – its run is alive | 2 |\n");
  }

  @Test
  void whatOthersWroteDoesNotBreakTheTable() {
    tally.add(
        new ReapedTask(
            "a|b", "w`|\n## x", null, null, ReapDecision.LEFT, OrphanVerdict.AGE_UNKNOWN, "a|b"));
    assertThat(markdown(true)).endsWith("| `ab` | `w ## x` | – | – | left | a\\|b |\n");
  }

  @Test
  void moreTasksThanAPageShowsAreCounted() {
    for (int i = 0; i < 25; i++) {
      tally.add(task("task-" + i, ReapDecision.WOULD_STOP, OrphanVerdict.NO_WORKFLOW));
    }
    assertThat(markdown(false))
        .contains("`task-19`")
        .doesNotContain("`task-20`")
        .endsWith("| 5 more: see the result | | | | | |\n");
  }
}
