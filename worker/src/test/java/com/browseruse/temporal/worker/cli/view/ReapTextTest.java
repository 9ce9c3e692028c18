package com.browseruse.temporal.worker.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.browseruse.temporal.workflows.internal.json.RunJson;
import com.browseruse.temporal.workflows.reap.ReapDecision;
import com.browseruse.temporal.workflows.reap.ReapResult;
import com.browseruse.temporal.workflows.reap.ReapedSession;
import com.browseruse.temporal.workflows.reap.ReapedTask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    return lines(decisions, left, notListed, List.of(tasks), 0, List.of(), null);
  }

  private static List<String> sessionLines(
      int open, @Nullable String problem, ReapedSession... sessions) {
    return lines(Map.of(), Map.of(), 0, List.of(), open, List.of(sessions), problem);
  }

  private static List<String> lines(
      Map<ReapDecision, Integer> decisions,
      Map<String, Integer> left,
      int notListed,
      List<ReapedTask> tasks,
      int openSessions,
      List<ReapedSession> sessions,
      @Nullable String sessionsProblem) {
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
                tasks,
                notListed,
                openSessions,
                sessions,
                sessionsProblem)),
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

  @Test
  void aSessionThatWasLeftOpenIsNamedWithItsWorkflow() {
    assertThat(
            sessionLines(
                3,
                null,
                new ReapedSession(
                    "session-1",
                    "order-4712",
                    Duration.ofMinutes(42),
                    ReapDecision.STOPPED,
                    Verdict.ORPHAN,
                    "its workflow has ended (TERMINATED)")))
        .containsExactly(
            "Looked at 9 remote tasks: 0 alive and made by workflows of namespace shop.",
            "",
            "DECISION  AGE    SESSION    WORKFLOW    WHY",
            "stopped   42:00  session-1  order-4712  its workflow has ended (TERMINATED)",
            "",
            "Looked at 3 open sessions: 1 of workflows that have ended.",
            "1 closed, 0 left.");
  }

  @Test
  void thatNoSessionWasLeftOpenIsSaidOnlyWhereThereAreSome() {
    assertThat(sessionLines(1, null))
        .endsWith("Looked at 1 open session: none was left open by a workflow that has ended.");
  }

  @Test
  void aTemporalThatCannotBeAskedIsTold() {
    assertThat(sessionLines(2, "Temporal did not list its workflows (UNIMPLEMENTED)"))
        .endsWith(
            "The open sessions were not checked: Temporal did not list its workflows"
                + " (UNIMPLEMENTED)");
  }
}
