package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.task.JsonText;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.internal.input.InputHash;
import com.browseruse.temporal.workflows.session.BrowserSession;
import io.temporal.client.WorkflowOptions;
import java.util.Map;

/** How a run is started, whoever starts it: what it is called, and what the UI says of it. */
public final class StartOptions {
  /** Bytes that Temporal takes. */
  private static final int LONGEST_SUMMARY = 200;

  private static final String DETAILS =
      "If nothing happens, no worker with the browser-task plugin listens on the task queue `%s`."
          + "\n\nA *Reset* to before the create %s.";

  private StartOptions() {}

  public static WorkflowOptions.Builder of(
      String id, BrowserTask task, String taskQueue, String summary) {
    return of(id, InputHash.of(task), taskQueue, summary, "starts another, paid task");
  }

  /** The same for a session. */
  public static WorkflowOptions.Builder of(String id, BrowserSession session, String taskQueue) {
    return of(
        id, InputHash.of(session), taskQueue, RunSummary.of(session), "opens another browser");
  }

  private static WorkflowOptions.Builder of(
      String id, String hash, String taskQueue, String summary, String reset) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(id)
        .setTaskQueue(taskQueue)
        .setStaticSummary(JsonText.cut(summary, LONGEST_SUMMARY))
        .setStaticDetails(DETAILS.formatted(taskQueue, reset))
        .setMemo(Map.of(InputHash.MEMO_KEY, hash));
  }
}
