package com.browseruse.temporal.activities.internal.orphans;

import com.browseruse.temporal.activities.OrphanVerdict;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.serviceclient.StatusUtils;
import java.nio.charset.StandardCharsets;

/**
 * Asks Temporal who owns a task. Once a question was not answered, no other is asked: an answer
 * from a Temporal in trouble must not lead to a stop. That an id is not taken is an answer.
 */
public final class OwnerLookup {
  private static final OrphanFinding INVALID_ID =
      new OrphanFinding(
          OrphanVerdict.STATE_UNCLEAR,
          OrphanVerdict.STATE_UNCLEAR.words() + " (Temporal does not take its id)");

  private final WorkflowClient temporal;
  private final String witness;

  /** Why nothing can be told, or null. */
  private String trouble;

  private boolean trusted;

  /**
   * Prepares a lookup.
   *
   * @param temporal the client of the worker, whose namespace is the one that counts
   * @param witness the id of a workflow that surely exists, such as the one that asks; or null
   */
  public OwnerLookup(WorkflowClient temporal, String witness) {
    this.temporal = temporal;
    this.witness = witness;
    this.trouble = witness == null ? "it was not asked by a workflow" : null;
  }

  String namespace() {
    return temporal.getOptions().getNamespace();
  }

  OrphanFinding ask(OwnedTask task) {
    try {
      if (trouble == null) {
        checkWitness();
      }
      if (trouble == null && !isText(task.workflowId())) {
        return INVALID_ID;
      }
      if (trouble == null) {
        return OwnerRules.judge(task, namespace(), describe(task.workflowId()));
      }
    } catch (WorkflowNotFoundException e) {
      if (trusted && !lacksNamespace(e)) {
        return OrphanFinding.of(OrphanVerdict.NO_WORKFLOW);
      }
      trouble = Status.Code.NOT_FOUND.name();
    } catch (RuntimeException e) {
      String code = code(e);
      // Whoever asks was found in the same way, so that it must be the id of this task.
      if (trusted && code.equals(Status.Code.INVALID_ARGUMENT.name())) {
        return INVALID_ID;
      }
      trouble = code;
    }
    return new OrphanFinding(
        OrphanVerdict.TEMPORAL_SILENT,
        OrphanVerdict.TEMPORAL_SILENT.words() + " (" + trouble + ")");
  }

  /** That a workflow is not found means something only where those that exist are found. */
  private void checkWitness() {
    if (!trusted) {
      describe(witness);
      trusted = true;
    }
  }

  private WorkflowExecutionDescription describe(String workflowId) {
    return temporal.newUntypedWorkflowStub(workflowId).describe();
  }

  /** What has no encoding is sent with another character in its place, as the id of another. */
  private static boolean isText(String id) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(id);
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
