package com.browseruse.temporal.workflows.caller;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskService;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import io.nexusrpc.handler.HandlerException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.NexusOperationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What workflow code has caught of a run, decoded. */
class BrowserTaskExceptionTest {
  private static final BrowserTaskEvidence EVIDENCE =
      BrowserTaskEvidence.fromJson("{\"taskId\": \"t\", \"costUsd\": \"0.05\", \"warnings\": []}");
  private static final ApplicationFailure OVER_BUDGET =
      ApplicationFailure.newNonRetryableFailure("too dear", FailureTypes.BUDGET_EXCEEDED, EVIDENCE);

  private static TemporalFailure child(Throwable cause) {
    return new ChildWorkflowFailure(
        0,
        0,
        RunBrowserTaskWorkflow.TYPE,
        WorkflowExecution.getDefaultInstance(),
        "default",
        RetryState.RETRY_STATE_UNSPECIFIED,
        cause);
  }

  private static TemporalFailure nexus(Throwable cause) {
    return new NexusOperationFailure(
        "failed", 0, "endpoint", BrowserTaskService.NAME, BrowserTaskService.RUN_TASK, "", cause);
  }

  static Stream<TemporalFailure> overBudget() {
    return Stream.of(
        OVER_BUDGET, child(OVER_BUDGET), nexus(OVER_BUDGET), child(nexus(OVER_BUDGET)));
  }

  @ParameterizedTest
  @MethodSource("overBudget")
  void aFailureHasTheSameKindAndEvidenceHoweverItCame(TemporalFailure overBudget) {
    BrowserTaskException failure = BrowserTaskException.of(overBudget);
    assertThat(failure)
        .isInstanceOf(BrowserTaskException.BudgetExceeded.class)
        .hasCause(overBudget);
    assertThat(failure.getMessage()).isEqualTo("too dear");
    assertThat(failure.evidence().taskId()).isEqualTo("t");
  }

  @Test
  void whatTemporalEndsIsToldApart() {
    assertThat(BrowserTaskException.of(child(new CanceledFailure("x"))))
        .isInstanceOf(BrowserTaskException.Cancelled.class);
    assertThat(BrowserTaskException.of(nexus(new TerminatedFailure("x", null))))
        .isInstanceOf(BrowserTaskException.Terminated.class);
    BrowserTaskException timedOut =
        BrowserTaskException.of(
            child(new TimeoutFailure("x", null, TimeoutType.TIMEOUT_TYPE_START_TO_CLOSE)));
    assertThat(timedOut).isInstanceOf(BrowserTaskException.TimedOut.class);
    assertThat(timedOut.evidence().isEmpty()).isTrue();
  }

  @Test
  void aRequestThatNoServiceTakesSaysWhy() {
    HandlerException refused =
        new HandlerException(
            HandlerException.ErrorType.NOT_FOUND,
            ApplicationFailure.newFailure("Unrecognized service", "any"));
    assertThat(BrowserTaskException.of(nexus(refused)))
        .isInstanceOf(BrowserTaskException.Failed.class)
        .hasMessage("The request was not taken: Unrecognized service");
  }
}
