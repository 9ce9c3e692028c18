package com.browseruse.temporal.activities;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.serviceclient.StatusUtils;

/**
 * Asks Temporal who owns a task. Once a question was not answered, no other is asked: an answer
 * from a Temporal in trouble must not lead to a stop.
 */
final class OwnerLookup {
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
  OwnerLookup(WorkflowClient temporal, String witness) {
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
      if (trouble == null) {
        return OwnerRules.judge(task, namespace(), describe(task.workflowId()));
      }
    } catch (WorkflowNotFoundException e) {
      if (trusted && !lacksNamespace(e)) {
        return OrphanFinding.of(OrphanVerdict.NO_WORKFLOW);
      }
      trouble = Status.Code.NOT_FOUND.name();
    } catch (RuntimeException e) {
      trouble = code(e);
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
