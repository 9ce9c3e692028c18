package com.browseruse.temporal.activities.internal.orphans;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.activities.OrphanVerdict;
import com.browseruse.temporal.activities.internal.orphans.OwnerLab.Owner;
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of {@link OrphanVerdict}, row by row. */
class OwnerRulesTest {
  private final Owner owner = new Owner();

  private OrphanFinding judged() {
    return OwnerRules.judge(OwnerLab.owned(), OwnerLab.NAMESPACE, owner.description());
  }

  private void assertOrphan(OrphanVerdict verdict) {
    assertThat(judged().verdict()).isEqualTo(verdict);
    assertThat(verdict.isOrphan()).isTrue();
  }

  private void assertLeft(OrphanVerdict verdict) {
    assertThat(judged().verdict()).isEqualTo(verdict);
    assertThat(verdict.isOrphan()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"COMPLETED", "FAILED", "CANCELED", "TERMINATED", "TIMED_OUT"})
  void aWorkflowThatHasEndedOwnsNothing(String word) {
    owner
        .status(WorkflowExecutionStatus.valueOf("WORKFLOW_EXECUTION_STATUS_" + word))
        .tells(Map.of("taskId", OwnerLab.TASK));
    assertOrphan(OrphanVerdict.WORKFLOW_ENDED);
    assertThat(judged().reason()).isEqualTo("its workflow has ended (" + word + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RUNNING", "PAUSED"})
  void aLiveRunOwnsTheTaskThatItsMemoNames(String word) {
    owner
        .status(WorkflowExecutionStatus.valueOf("WORKFLOW_EXECUTION_STATUS_" + word))
        .tells(Map.of("taskId", OwnerLab.TASK));
    assertLeft(OrphanVerdict.RUN_ALIVE);
  }

  @Test
  void aRunThatContinuedAsNewOwnsTheTaskThatItsMemoNames() {
    owner.run("run-2", OwnerLab.FIRST_RUN).tells(Map.of("taskId", OwnerLab.TASK));
    assertLeft(OrphanVerdict.RUN_ALIVE);
  }

  @Test
  void aLiveRunOnAnotherTaskDoesNotOwnThisOne() {
    owner.tells(Map.of("taskId", "task-2", "status", "started"));
    assertOrphan(OrphanVerdict.OTHER_TASK);
  }

  @Test
  void aLaterRunOnAnotherTaskDoesNotOwnThisOne() {
    owner.run("run-9", "run-9").tells(Map.of("taskId", "task-2"));
    assertOrphan(OrphanVerdict.OTHER_TASK);
  }

  @Test
  void aRunThatIsStillCreatingOwnsWhatItAskedFor() {
    assertLeft(OrphanVerdict.RUN_CREATES);
    owner.tells(Map.of("status", "created"));
    assertLeft(OrphanVerdict.RUN_CREATES);
  }

  @Test
  void aRetriedRunMayStillOwnWhatTheFirstOfItsChainAskedFor() {
    owner.run("run-2", OwnerLab.FIRST_RUN);
    assertLeft(OrphanVerdict.RUN_CREATES);
  }

  @Test
  void aLaterRunThatIsStillCreatingDidNotAskForThisOne() {
    owner.run("run-9", "run-9");
    assertOrphan(OrphanVerdict.OTHER_RUN);
  }

  @Test
  void aResetRunMayGoOnWithATaskOfAnotherKey() {
    owner.run("run-9", "run-8").reset();
    assertLeft(OrphanVerdict.RUN_WAS_RESET);
    owner.tells(Map.of("taskId", "task-2"));
    assertOrphan(OrphanVerdict.OTHER_TASK);
  }

  @Test
  void ofALiveWorkflowThatIsNotOursNobodyKnowsWhatItOwns() {
    owner.type("PriceWorkflow");
    assertLeft(OrphanVerdict.OTHER_WORKFLOW);
    owner.run("run-9", "run-9").tells(Map.of("taskId", "task-2"));
    assertLeft(OrphanVerdict.OTHER_WORKFLOW);
    owner.tells(Map.of("taskId", OwnerLab.TASK));
    assertLeft(OrphanVerdict.RUN_ALIVE);
  }

  @Test
  void aMemoThatCannotBeReadTellsNothing() {
    owner
        .run("run-9", "run-9")
        .memo(
            Payload.newBuilder()
                .putMetadata("encoding", ByteString.copyFromUtf8("binary/encrypted"))
                .build());
    assertLeft(OrphanVerdict.MEMO_UNREADABLE);
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
    assertLeft(OrphanVerdict.STATE_UNCLEAR);
  }
}
