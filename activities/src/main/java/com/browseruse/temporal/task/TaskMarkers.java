package com.browseruse.temporal.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * How a remote task and the run that made it are known to each other: the markers in the task's
 * metadata, the key of its create, and what a run of {@code RunBrowserTaskWorkflow} looks like from
 * outside.
 */
public final class TaskMarkers {
  /** The marker with the namespace of the workflow that made the task. */
  public static final String NAMESPACE = "temporal_namespace";

  /** The marker with the id of the workflow that made the task. */
  public static final String WORKFLOW_ID = "temporal_workflow_id";

  /** The marker that is unique to the one create that made the task. */
  public static final String CREATE_KEY = "temporal_create_key";

  /** All markers. */
  public static final List<String> NAMES = List.of(NAMESPACE, WORKFLOW_ID, CREATE_KEY);

  /** The workflow type of a run. */
  public static final String RUN_WORKFLOW_TYPE = "RunBrowserTaskWorkflow";

  /** The workflow type of a session. */
  public static final String SESSION_WORKFLOW_TYPE = "RunBrowserSessionWorkflow";

  /** The memo in which a run names its task, and the workflow of a session its session. */
  public static final String RUN_MEMO_KEY = "browserTask";

  /** The field of the memo that holds the task. */
  public static final String RUN_MEMO_TASK_ID = "taskId";

  /** The field of the memo that holds the session. */
  public static final String RUN_MEMO_SESSION_ID = "sessionId";

  /** The signal that tells a run to look at its task. */
  public static final String RUN_HINT_SIGNAL = "taskUpdated";

  private TaskMarkers() {}

  /**
   * {@return the workflow id for a run that takes over a task} The markers of such a task name
   * another run, so that the reaper looks for a run of this id before it calls a task an orphan.
   */
  public static String attachId(String taskId) {
    return "attach-" + taskId;
  }

  /**
   * {@return the workflow id of the run of a task of a session} The id of the update that gave the
   * task is its key: one run and one paid task for each.
   */
  public static String sessionTaskId(String sessionWorkflowId, String updateId) {
    return sessionWorkflowId + "-task-" + updateId;
  }

  /**
   * {@return the key of the one create of a run of {@code RunBrowserTaskWorkflow}} Tasks live on
   * with their keys, and the reaper compares: a release must make the same.
   */
  public static String createKeyOfRun(String namespace, String workflowId, String runId) {
    return createKey(namespace, workflowId, runId, "create");
  }

  /**
   * {@return the key of a create, in 64 hexadecimal digits} It is as unique as its arguments are; a
   * reset run is another run, and never takes over what its predecessor made.
   */
  public static String createKey(String namespace, String workflowId, String runId, String create) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      for (String part : List.of(namespace, workflowId, runId, create)) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        // The length keeps ("ab", "c") from looking like ("a", "bc").
        hash.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        hash.update(bytes);
      }
      return HexFormat.of().formatHex(hash.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
