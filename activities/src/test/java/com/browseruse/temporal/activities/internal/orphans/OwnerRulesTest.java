package com.browseruse.temporal.activities.internal.orphans;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.browseruse.temporal.activities.internal.orphans.OwnerLab.Owner;
import com.browseruse.temporal.activities.internal.orphans.OwnerRules.Finding;
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of {@link Verdict}, row by row. */
class OwnerRulesTest {
  private final Owner owner = new Owner();

  private Finding judged() {
    return OwnerRules.judge(OwnerLab.owned(), OwnerLab.NAMESPACE, owner.description());
  }

  private void assertOrphan(Finding finding) {
    assertThat(judged()).isEqualTo(finding);
    assertThat(finding.verdict()).isEqualTo(Verdict.ORPHAN);
  }

  private void assertLeft(Finding finding) {
    assertThat(judged()).isEqualTo(finding);
    assertThat(finding.verdict()).isEqualTo(Verdict.OWNED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"COMPLETED", "FAILED", "CANCELED", "TERMINATED", "TIMED_OUT"})
  void aWorkflowThatHasEndedOwnsNothing(String word) {
    owner
        .status(WorkflowExecutionStatus.valueOf("WORKFLOW_EXECUTION_STATUS_" + word))
        .tells(Map.of("taskId", OwnerLab.TASK));
    assertOrphan(OwnerRules.WORKFLOW_ENDED.with(word));
    assertThat(judged().reason()).isEqualTo("its workflow has ended (" + word + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RUNNING", "PAUSED"})
  void aLiveRunOwnsTheTaskThatItsMemoNames(String word) {
    owner
        .status(WorkflowExecutionStatus.valueOf("WORKFLOW_EXECUTION_STATUS_" + word))
        .tells(Map.of("taskId", OwnerLab.TASK));
    assertLeft(OwnerRules.RUN_ALIVE);
  }

  @Test
  void aRunThatContinuedAsNewOwnsTheTaskThatItsMemoNames() {
    owner.run("run-2", OwnerLab.FIRST_RUN).tells(Map.of("taskId", OwnerLab.TASK));
    assertLeft(OwnerRules.RUN_ALIVE);
  }

  @Test
  void aLiveRunOnAnotherTaskDoesNotOwnThisOne() {
    owner.tells(Map.of("taskId", "task-2", "status", "started"));
    assertOrphan(OwnerRules.OTHER_TASK);
  }

  @Test
  void aLaterRunOnAnotherTaskDoesNotOwnThisOne() {
    owner.run("run-9", "run-9").tells(Map.of("taskId", "task-2"));
    assertOrphan(OwnerRules.OTHER_TASK);
  }

  @Test
  void aRunThatIsStillCreatingOwnsWhatItAskedFor() {
    assertLeft(OwnerRules.RUN_CREATES);
    owner.tells(Map.of("status", "created"));
    assertLeft(OwnerRules.RUN_CREATES);
  }

  @Test
  void aRetriedRunMayStillOwnWhatTheFirstOfItsChainAskedFor() {
    owner.run("run-2", OwnerLab.FIRST_RUN);
    assertLeft(OwnerRules.RUN_CREATES);
  }

  @Test
  void aLaterRunThatIsStillCreatingDidNotAskForThisOne() {
    owner.run("run-9", "run-9");
    assertOrphan(OwnerRules.OTHER_RUN);
  }

  @Test
  void aResetRunMayGoOnWithATaskOfAnotherKey() {
    owner.run("run-9", "run-8").reset();
    assertLeft(OwnerRules.RUN_WAS_RESET);
    owner.tells(Map.of("taskId", "task-2"));
    assertOrphan(OwnerRules.OTHER_TASK);
  }

  @Test
  void ofALiveWorkflowThatIsNotOursNobodyKnowsWhatItOwns() {
    owner.type("PriceWorkflow");
    assertLeft(OwnerRules.OTHER_WORKFLOW);
    owner.run("run-9", "run-9").tells(Map.of("taskId", "task-2"));
    assertLeft(OwnerRules.OTHER_WORKFLOW);
    owner.tells(Map.of("taskId", OwnerLab.TASK));
    assertLeft(OwnerRules.RUN_ALIVE);
  }

  @Test
  void aMemoThatCannotBeReadTellsNothing() {
    owner
        .run("run-9", "run-9")
        .memo(
            Payload.newBuilder()
                .putMetadata("encoding", ByteString.copyFromUtf8("binary/encrypted"))
                .build());
    assertLeft(OwnerRules.MEMO_UNREADABLE);
  }

  @ParameterizedTest
  @EnumSource(
      value = WorkflowExecutionStatus.class,
      names = {
        "WORKFLOW_EXECUTION_STATUS_UNSPECIFIED",
        "WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW"
      })
  void aStateBetweenTwoRunsIsUnclear(WorkflowExecutionStatus status) {
    owner.status(status);
    assertLeft(OwnerRules.STATE_UNCLEAR);
  }

  /** A server may know states that this SDK does not. (temporal#3006) */
  @Test
  void aStateThatNobodyHereKnowsIsUnclear() {
    owner.unknownStatus(99).tells(Map.of("taskId", OwnerLab.TASK));
    assertThat(owner.description().getStatus()).isEqualTo(WorkflowExecutionStatus.UNRECOGNIZED);
    assertLeft(OwnerRules.STATE_UNCLEAR);
  }
}
