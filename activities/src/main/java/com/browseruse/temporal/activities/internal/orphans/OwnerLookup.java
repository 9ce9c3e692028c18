package com.browseruse.temporal.activities.internal.orphans;

import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.browseruse.temporal.activities.internal.orphans.OwnerRules.Finding;
import com.browseruse.temporal.activities.internal.orphans.OwnerRules.MarkedTask;
import com.browseruse.temporal.task.TaskMarkers;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.serviceclient.StatusUtils;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks Temporal who owns a task or a session. Once a question was not answered, no other is asked:
 * what a Temporal that fails says must not lead to a stop. That an id is not taken is an answer.
 */
public final class OwnerLookup {
  private static final Finding INVALID_ID =
      OwnerRules.STATE_UNCLEAR.with("Temporal does not take its id");

  private final WorkflowClient temporal;
  private final @Nullable String witness;

  /** Why nothing can be told, or null. */
  private @Nullable String failure;

  private boolean trusted;

  /**
   * Takes the client of the worker, whose namespace is the one that counts, and as a witness the id
   * of a workflow that surely exists, such as the one that asks; or null.
   */
  public OwnerLookup(WorkflowClient temporal, @Nullable String witness) {
    this.temporal = temporal;
    this.witness = witness;
    this.failure = witness == null ? "it was not asked by a workflow" : null;
  }

  String namespace() {
    return temporal.getOptions().getNamespace();
  }

  Finding ask(MarkedTask task) {
    Finding maker = askFor(task);
    if (maker.verdict() != Verdict.ORPHAN) {
      return maker;
    }
    String attached = TaskMarkers.attachId(task.taskId());
    Finding other = askFor(new MarkedTask(task.taskId(), attached, task.createKey()));
    return other.verdict() == Verdict.ORPHAN ? maker : other;
  }

  private Finding askFor(MarkedTask task) {
    return ask(task.workflowId(), owner -> OwnerRules.judge(task, namespace(), owner));
  }

  /** Asks for the newest run of a workflow, which a rule judges. */
  Finding ask(String workflowId, Function<WorkflowExecutionDescription, Finding> rule) {
    try {
      if (failure == null && !trusted && witness != null) {
        // That a workflow is not found means something only where those that exist are found.
        describe(witness);
        trusted = true;
      }
      if (failure == null) {
        // What has no encoding is sent with another character in its place, as the id of another.
        return StandardCharsets.UTF_8.newEncoder().canEncode(workflowId)
            ? rule.apply(describe(workflowId))
            : INVALID_ID;
      }
    } catch (WorkflowNotFoundException e) {
      if (trusted && !lacksNamespace(e)) {
        return OwnerRules.NO_WORKFLOW;
      }
      failure = Status.Code.NOT_FOUND.name();
    } catch (RuntimeException e) {
      String code = code(e);
      // Whoever asks was found in the same way, so that it must be this id.
      if (trusted && code.equals(Status.Code.INVALID_ARGUMENT.name())) {
        return INVALID_ID;
      }
      failure = code;
    }
    return OwnerRules.NOT_ASKED.with(failure);
  }

  private WorkflowExecutionDescription describe(String workflowId) {
    return temporal.newUntypedWorkflowStub(workflowId).describe();
  }

  private static boolean lacksNamespace(WorkflowNotFoundException e) {
    return e.getCause() instanceof StatusRuntimeException rpc
        && StatusUtils.hasFailure(rpc, NamespaceNotFoundFailure.class);
  }

  private static String code(Throwable problem) {
    for (Throwable t = problem; t != null; t = t.getCause()) {
      if (t instanceof StatusRuntimeException rpc) {
        return rpc.getStatus().getCode().name();
      }
    }
    return problem.getClass().getSimpleName();
  }
}
