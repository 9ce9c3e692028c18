package com.browseruse.temporal.activities.internal.create;

import com.browseruse.temporal.task.TaskMarkers;
import io.temporal.activity.ActivityInfo;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the markers of a task from the activity that creates it. */
public final class ActivityMarkers {
  private ActivityMarkers() {}

  /**
   * The key of a create whose caller gave none. An activity on its own has a run too: its id may be
   * used again.
   */
  public static String createKey(ActivityInfo info) {
    String run = info.isInWorkflow() ? info.getWorkflowRunId() : info.getActivityRunId();
    return TaskMarkers.createKey(
        info.getNamespace(),
        String.valueOf(info.getWorkflowId()),
        String.valueOf(run),
        info.getActivityId());
  }

  public static Map<String, String> of(ActivityInfo info, String createKey) {
    Map<String, String> markers = new LinkedHashMap<>();
    if (info.isInWorkflow()) {
      // An activity on its own has no workflow that could be asked whether it still wants the task.
      markers.put(TaskMarkers.NAMESPACE, info.getNamespace());
      markers.put(TaskMarkers.WORKFLOW_ID, info.getWorkflowId());
    }
    markers.put(TaskMarkers.CREATE_KEY, createKey);
    return markers;
  }
}
