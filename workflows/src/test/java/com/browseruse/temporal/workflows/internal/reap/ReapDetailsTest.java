package com.browseruse.temporal.workflows.internal.reap;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.browseruse.temporal.workflows.reap.ReapDecision;
import com.browseruse.temporal.workflows.reap.ReapInput;
import com.browseruse.temporal.workflows.reap.ReapedSession;
import com.browseruse.temporal.workflows.reap.ReapedTask;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReapDetailsTest {
  private final ReapMemory memory = new ReapMemory(Instant.EPOCH);

  private static ReapedTask task(String id, ReapDecision decision, String reason) {
    return new ReapedTask(
        id, "milk-4711", Duration.ofMinutes(42), "0.05", decision, Verdict.OWNED, reason);
  }

  private String markdown(boolean apply) {
    return ReapDetails.markdown(
        memory.result(ReapInput.newBuilder().apply(apply).build(), "shop"), true);
  }

  @Test
  void aDryRunSaysThatNothingIsStopped() {
    memory.scanned = 7;
    memory.add(task("task-1", ReapDecision.WOULD_STOP, "Temporal knows no workflow of this id"));
    assertThat(markdown(false))
        .isEqualTo(
            """
            ### Orphaned tasks: done (dry run, nothing is stopped)

            | | |
            |---|---|
            | Remote tasks read | 7 |
            | Alive and ours | 1 |
            | Would be stopped | 1 |
            | Left | 0 |
            | Open sessions | 0 |

            | Task | Workflow | Age | Cost | Decision | Why |
            |---|---|---|---|---|---|
            | `task-1` | `milk-4711` | 42 min | \\$0.05 | would stop | Temporal knows no workflow of this id |

            \u00a0
            """);
  }

  @Test
  void whatWasLeftIsCountedByReason() {
    memory.add(task("task-1", ReapDecision.STOPPED, "its workflow has ended"));
    memory.add(task("task-2", ReapDecision.LEFT, "its run is alive"));
    memory.add(task("task-3", ReapDecision.LEFT, "its run is alive"));
    assertThat(markdown(true))
        .startsWith("### Orphaned tasks: done\n")
        .contains("| Stopped | 1 |\n")
        .contains("| Left | 2 |\n| – its run is alive | 2 |\n");
  }

  @Test
  void aSessionThatWasLeftOpenHasATableOfItsOwn() {
    memory.openSessions = 3;
    memory.add(
        new ReapedSession(
            "session-1",
            "order-4712",
            Duration.ofMinutes(42),
            ReapDecision.STOPPED,
            Verdict.ORPHAN,
            "its workflow has ended (TERMINATED)"));
    assertThat(markdown(true))
        .contains(
            """
            | Session | Workflow | Age | Decision | Why |
            |---|---|---|---|---|
            | `session-1` | `order-4712` | 42 min | stopped | its workflow has ended (TERMINATED) |
            """);
  }

  @Test
  void sessionsThatTemporalWasNotAskedAboutAreTold() {
    memory.openSessions = 3;
    memory.sessionsProblem = "Temporal did not list its workflows (UNIMPLEMENTED)";
    assertThat(markdown(true))
        .contains("\nThe open sessions were not checked: Temporal did not list its workflows");
  }

  @Test
  void whatOthersWroteDoesNotBreakTheTable() {
    memory.add(
        new ReapedTask("a|b", "w`|\n## x", null, null, ReapDecision.LEFT, Verdict.OWNED, "a|b"));
    assertThat(markdown(true)).contains("| `ab` | `w ## x` | – | – | left | a\\|b |\n");
  }

  @Test
  void moreTasksThanAPageShowsAreCounted() {
    for (int i = 0; i < 25; i++) {
      memory.add(
          task("task-" + i, ReapDecision.WOULD_STOP, "Temporal knows no workflow of this id"));
    }
    assertThat(markdown(false))
        .contains("`task-19`")
        .doesNotContain("`task-20`")
        .contains("| 5 more: see the result | | | | | |\n");
  }
}
