package com.browseruse.temporal.worker.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.OrphanVerdict;
import com.browseruse.temporal.workflows.ReapDecision;
import com.browseruse.temporal.workflows.ReapResult;
import com.browseruse.temporal.workflows.ReapedTask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReapTextTest {

  private static ReapedTask task(ReapDecision decision, OrphanVerdict verdict) {
    return new ReapedTask(
        "task-1", "milk", Duration.ofMinutes(42), "0.05", decision, verdict, verdict.words());
  }

  private static List<String> lines(
      boolean apply,
      int unconfirmed,
      Map<OrphanVerdict, Integer> left,
      int notListed,
      ReapedTask... tasks) {
    return ReapText.lines(
        new ReapResult(
            apply,
            "shop",
            Duration.ofMinutes(15),
            9,
            tasks.length,
            0,
            1,
            2,
            unconfirmed,
            left.values().stream().mapToInt(Integer::intValue).sum(),
            left,
            List.of(tasks),
            notListed),
        Terminal.NONE);
  }

  @Test
  void everyDecisionIsCountedAndEveryReasonTold() {
    assertThat(
            lines(
                true,
                1,
                Map.of(OrphanVerdict.RUN_ALIVE, 4),
                3,
                task(ReapDecision.UNCONFIRMED, OrphanVerdict.NO_WORKFLOW)))
        .containsExactly(
            "DECISION          AGE    COST   TASK    WORKFLOW  WHY",
            "not seen to stop  42:00  $0.05  task-1  milk      Temporal knows no workflow of this"
                + " id",
            "and 3 more",
            "",
            "Looked at 9 remote tasks: 1 alive and made by workflows of namespace shop.",
            "1 stopped, 2 had finished first, 1 not seen to stop: check them yourself, 4 left (4:"
                + " its run is alive).");
  }

  @Test
  void whereNothingIsAliveNothingIsCounted() {
    assertThat(lines(true, 0, Map.of(), 0))
        .containsExactly(
            "Looked at 9 remote tasks: 0 alive and made by workflows of namespace shop.");
  }
}
