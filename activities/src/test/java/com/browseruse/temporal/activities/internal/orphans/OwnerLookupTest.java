package com.browseruse.temporal.activities.internal.orphans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.browseruse.temporal.activities.internal.orphans.OwnerLab.Owner;
import com.browseruse.temporal.activities.internal.orphans.OwnerRules.Finding;
import com.browseruse.temporal.activities.internal.orphans.OwnerRules.MarkedTask;
import io.grpc.Status;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.client.WorkflowServiceException;
import io.temporal.serviceclient.StatusUtils;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OwnerLookupTest {
  private final OwnerLab lab = new OwnerLab();
  private final OwnerLookup lookup = lab.lookup();

  private Finding finding() {
    return lookup.ask(OwnerLab.owned());
  }

  private Verdict verdict() {
    return finding().verdict();
  }

  private void fails(String workflowId, RuntimeException cause) {
    lab.workflows.put(
        workflowId,
        () -> {
          throw new WorkflowServiceException(WorkflowExecution.getDefaultInstance(), "x", cause);
        });
  }

  private void known() {
    lab.workflows.put(OwnerLab.WORKFLOW, () -> new Owner().description());
  }

  @Test
  void aWorkflowThatTemporalDoesNotKnowOwnsNothing() {
    assertThat(finding()).isEqualTo(OwnerRules.NO_WORKFLOW);
  }

  @Test
  void aWorkflowThatTemporalKnowsIsJudged() {
    known();
    assertThat(finding()).isEqualTo(OwnerRules.RUN_CREATES);
  }

  @Test
  void aRunThatHasTakenItOverOwnsIt() {
    lab.workflows.put(
        "attach-" + OwnerLab.TASK,
        () -> new Owner().tells(Map.of("taskId", OwnerLab.TASK)).description());
    assertThat(finding()).isEqualTo(OwnerRules.RUN_ALIVE);
  }

  @Test
  void aRunThatHasTakenItOverAndHasEndedOwnsNothing() {
    lab.workflows.put(
        "attach-" + OwnerLab.TASK,
        () ->
            new Owner()
                .tells(Map.of("taskId", OwnerLab.TASK))
                .status(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED)
                .description());
    assertThat(finding()).isEqualTo(OwnerRules.NO_WORKFLOW);
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {
        "PERMISSION_DENIED",
        "UNAUTHENTICATED",
        "UNAVAILABLE",
        "DEADLINE_EXCEEDED",
        "RESOURCE_EXHAUSTED",
        "INTERNAL",
        "UNIMPLEMENTED"
      })
  void aQuestionThatIsNotAnsweredMeansNothing(Status.Code code) {
    fails(OwnerLab.WORKFLOW, code.toStatus().asRuntimeException());
    Finding finding = lookup.ask(OwnerLab.owned());
    assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(finding.reason()).isEqualTo("Temporal could not be asked (" + code + ")");
  }

  @Test
  void onceAQuestionWasNotAnsweredEverythingIsLeft() {
    fails(OwnerLab.WORKFLOW, Status.UNAVAILABLE.asRuntimeException());
    verdict();
    lab.workflows.remove(OwnerLab.WORKFLOW);
    assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);
    verify(lab.temporal, times(1)).newUntypedWorkflowStub(OwnerLab.WORKFLOW);
  }

  @Test
  void anIdThatTemporalDoesNotTakeConcernsItsOwnTaskOnly() {
    fails(OwnerLab.WORKFLOW, Status.INVALID_ARGUMENT.asRuntimeException());
    Finding finding = lookup.ask(OwnerLab.owned());
    assertThat(finding.verdict()).isEqualTo(Verdict.OWNED);
    assertThat(finding.reason())
        .isEqualTo("the state of its workflow is unclear (Temporal does not take its id)");
    lab.workflows.remove(OwnerLab.WORKFLOW);
    assertThat(finding()).isEqualTo(OwnerRules.NO_WORKFLOW);
  }

  @Test
  void anIdThatIsNoTextIsNotAskedFor() {
    // Protocol buffers put a question mark for it, and so ask for another workflow.
    MarkedTask broken = new MarkedTask(OwnerLab.TASK, "cut-within-a-\ud83c", "key");
    assertThat(lookup.ask(broken).verdict()).isEqualTo(Verdict.OWNED);
    assertThat(finding()).isEqualTo(OwnerRules.NO_WORKFLOW);
  }

  @Test
  void whoAsksIsNotRefusedForAnIdOfItsOwn() {
    fails(OwnerLab.REAPER, Status.INVALID_ARGUMENT.asRuntimeException());
    assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);
    lab.workflows.put(OwnerLab.REAPER, () -> new Owner().description());
    assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aTemporalThatDoesNotKnowWhoAsksIsNotBelieved() {
    lab.workflows.remove(OwnerLab.REAPER);
    assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);
    verify(lab.temporal, never()).newUntypedWorkflowStub(OwnerLab.WORKFLOW);
  }

  @Test
  void aLostNamespaceIsNotALostWorkflow() {
    lab.workflows.put(
        OwnerLab.WORKFLOW,
        () -> {
          throw OwnerLab.notFound(
              OwnerLab.WORKFLOW,
              StatusUtils.newException(
                  Status.NOT_FOUND,
                  NamespaceNotFoundFailure.getDefaultInstance(),
                  NamespaceNotFoundFailure.getDescriptor()));
        });
    assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void whoAsksIsLookedUpOnce() {
    known();
    verdict();
    verdict();
    verify(lab.temporal, times(1)).newUntypedWorkflowStub(OwnerLab.REAPER);
  }

  @Test
  void outsideOfAWorkflowNothingCanBeTold() {
    assertThat(new OwnerLookup(lab.temporal, null).ask(OwnerLab.owned()).verdict())
        .isEqualTo(Verdict.UNKNOWN);
  }
}
