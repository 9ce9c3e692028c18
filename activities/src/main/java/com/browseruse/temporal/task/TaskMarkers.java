package com.browseruse.temporal.task;

import io.temporal.activity.ActivityInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The markers that every remote task of ours carries in its metadata, so that it can be found
 * again.
 */
public final class TaskMarkers {

  /** The namespace of the workflow that made the task. */
  public static final String NAMESPACE = "temporal_namespace";

  /** The id of the workflow that made the task. */
  public static final String WORKFLOW_ID = "temporal_workflow_id";

  /** What is unique to the one create that made the task. */
  public static final String CREATE_KEY = "temporal_create_key";

  /** All of them. */
  public static final List<String> NAMES = List.of(NAMESPACE, WORKFLOW_ID, CREATE_KEY);

  private TaskMarkers() {}

  /**
   * The key of a create whose caller gave none. An activity on its own has a run too: its id may be
   * used again.
   */
  public static String createKey(ActivityInfo info) {
    String run = info.isInWorkflow() ? info.getWorkflowRunId() : info.getActivityRunId();
    return CreateKeys.of(
        info.getNamespace(),
        String.valueOf(info.getWorkflowId()),
        String.valueOf(run),
        info.getActivityId());
  }

  public static Map<String, String> of(ActivityInfo info, String createKey) {
    Map<String, String> markers = new LinkedHashMap<>();
    if (info.isInWorkflow()) {
      // An activity on its own has no workflow that could be asked whether it still wants the task.
      markers.put(NAMESPACE, info.getNamespace());
      markers.put(WORKFLOW_ID, info.getWorkflowId());
    }
    markers.put(CREATE_KEY, createKey);
    return markers;
  }
}
