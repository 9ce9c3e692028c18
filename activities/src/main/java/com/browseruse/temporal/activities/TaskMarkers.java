package com.browseruse.temporal.activities;

import java.util.List;

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
}
