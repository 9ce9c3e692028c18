package com.browseruse.temporal.worker.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.browseruse.temporal.workflows.internal.json.RunJson;
import com.browseruse.temporal.workflows.reap.ReapDecision;
import com.browseruse.temporal.workflows.reap.ReapResult;
import com.browseruse.temporal.workflows.reap.ReapedTask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReapTextTest {

  private static ReapedTask task(ReapDecision decision) {
    return new ReapedTask(
        "task-1",
        "milk",
        Duration.ofMinutes(42),
        "0.05",
        decision,
        Verdict.ORPHAN,
        "Temporal knows no workflow of this id");
  }

  private static List<String> lines(
      Map<ReapDecision, Integer> decisions,
      Map<String, Integer> left,
      int notListed,
      ReapedTask... tasks) {
    return ReapText.lines(
        new ReapResult(
            new RunJson.Reaped(
                true,
                "shop",
                Duration.ofMinutes(15),
                9,
                decisions.values().stream().mapToInt(Integer::intValue).sum(),
                0,
                decisions.getOrDefault(ReapDecision.STOPPED, 0),
                decisions.getOrDefault(ReapDecision.FINISHED_FIRST, 0),
                decisions.getOrDefault(ReapDecision.UNCONFIRMED, 0),
                decisions.getOrDefault(ReapDecision.LEFT, 0),
                left,
                0,
                List.of(tasks),
                notListed)),
        Terminal.NONE);
  }

  @Test
  void everyDecisionIsCountedAndEveryReasonTold() {
    assertThat(
            lines(
                Map.of(
                    ReapDecision.STOPPED,
                    1,
                    ReapDecision.FINISHED_FIRST,
                    2,
                    ReapDecision.UNCONFIRMED,
                    1,
                    ReapDecision.LEFT,
                    4),
                Map.of("its run is alive", 4),
                3,
                task(ReapDecision.UNCONFIRMED)))
        .containsExactly(
            "DECISION          AGE    COST   TASK    WORKFLOW  WHY",
            "not seen to stop  42:00  $0.05  task-1  milk      Temporal knows no workflow of this"
                + " id",
            "and 3 more",
            "",
            "Looked at 9 remote tasks: 8 alive and made by workflows of namespace shop.",
            "1 stopped, 2 had finished first, 1 not seen to stop (may still run and cost money), 4"
                + " left (4: its run is alive).");
  }

  @Test
  void whereNothingIsAliveNothingIsCounted() {
    assertThat(lines(Map.of(), Map.of(), 0))
        .containsExactly(
            "Looked at 9 remote tasks: 0 alive and made by workflows of namespace shop.");
  }
}
