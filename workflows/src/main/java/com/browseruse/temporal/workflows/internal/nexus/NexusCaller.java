package com.browseruse.temporal.workflows.internal.nexus;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.BrowserTaskService;
import com.browseruse.temporal.workflows.internal.child.ChildRun;
import com.browseruse.temporal.workflows.internal.run.Failures;
import com.browseruse.temporal.workflows.internal.run.RunSummary;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.NexusOperationFailure;
import io.temporal.workflow.NexusOperationCancellationType;
import io.temporal.workflow.NexusOperationOptions;
import io.temporal.workflow.NexusServiceOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The caller's end of the service, in a workflow: the result and the failures as of a child. */
public final class NexusCaller implements BrowserTaskService {
  private final String endpoint;
  private final NexusOperationOptions options;

  public NexusCaller(String endpoint, NexusOperationOptions options) {
    checkNone("scheduleToCloseTimeout", options.getScheduleToCloseTimeout());
    checkNone("startToCloseTimeout", options.getStartToCloseTimeout());
    if (options.getCancellationType() == NexusOperationCancellationType.TRY_CANCEL) {
      throw Failures.of(
          FailureTypes.INVALID_REQUEST,
          "cancellationType must be WAIT_COMPLETED, WAIT_REQUESTED or ABANDON, not TRY_CANCEL,"
              + " whose cancel is lost if the calling workflow ends at once");
    }
    this.endpoint = endpoint;
    this.options =
        options.getCancellationType() == null
            ? NexusOperationOptions.newBuilder(options)
                .setCancellationType(NexusOperationCancellationType.WAIT_COMPLETED)
                .build()
            : options;
  }

  @Override
  public BrowserTaskResult runTask(BrowserTask task) {
    NexusOperationOptions named =
        options.getSummary() == null
            ? NexusOperationOptions.newBuilder(options).setSummary(RunSummary.of(task)).build()
            : options;
    try {
      return ChildRun.read(
          Workflow.newUntypedNexusServiceStub(
                  NAME,
                  NexusServiceOptions.newBuilder()
                      .setEndpoint(endpoint)
                      .setOperationOptions(named)
                      .build())
              .execute(RUN_TASK, RawValue.class, task));
    } catch (NexusOperationFailure e) {
      if (e.getCause() instanceof ApplicationFailure ours) {
        throw ours;
      }
      throw e;
    }
  }

  /** Temporal ends such an operation without a cancel, and its run goes on. */
  private static void checkNone(String name, @Nullable Duration timeout) {
    if (timeout != null && !timeout.isZero()) {
      throw Failures.of(
          FailureTypes.INVALID_REQUEST,
          name
              + " must not be set, since it ends the operation and not its task: set the timeout of"
              + " the BrowserTask");
    }
  }
}
