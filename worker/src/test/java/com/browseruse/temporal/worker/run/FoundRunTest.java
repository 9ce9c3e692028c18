package com.browseruse.temporal.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.browseruse.temporal.workflows.caller.BrowserTaskHandle;
import com.google.protobuf.Timestamp;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.common.converter.DefaultDataConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoundRunTest {
  private static final int UNKNOWN = 99;

  /** Who waits for the result of a paused run would wait for ever. (temporal#3006) */
  @ParameterizedTest
  @ValueSource(
      ints = {
        WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING_VALUE,
        WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_PAUSED_VALUE,
        UNKNOWN
      })
  void aRunThatHasNotClosedIsNotOver(int status) {
    assertThat(found(WorkflowExecutionInfo.newBuilder().setStatusValue(status)).isRunning())
        .isTrue();
  }

  @Test
  void aRunThatHasClosedIsOver() {
    assertThat(
            found(
                    WorkflowExecutionInfo.newBuilder()
                        .setStatus(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED)
                        .setCloseTime(Timestamp.newBuilder().setSeconds(1)))
                .isRunning())
        .isFalse();
  }

  private static Runs.Found found(WorkflowExecutionInfo.Builder info) {
    return new Runs.Found(
        mock(BrowserTaskHandle.class),
        new WorkflowExecutionDescription(
            DescribeWorkflowExecutionResponse.newBuilder().setWorkflowExecutionInfo(info).build(),
            DefaultDataConverter.newDefaultInstance()));
  }
}
