package com.browseruse.temporal.task;

/** What runs of browser tasks look like from outside. */
public final class RunNames {

  /** The workflow type of a run. */
  public static final String WORKFLOW_TYPE = "RunBrowserTaskWorkflow";

  /** The memo in which a run tells its task. */
  public static final String MEMO_KEY = "browserTask";

  /** The field of the memo that holds the task. */
  public static final String MEMO_TASK_ID = "taskId";

  private RunNames() {}
}
