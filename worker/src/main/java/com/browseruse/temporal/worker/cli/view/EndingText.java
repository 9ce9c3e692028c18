package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.run.RunOutcome;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.StopOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How it reads that runs end because the process does, and what it leaves behind if it may not wait
 * for them.
 *
 * @param costsNothing whether the tasks end with the process, as those of its own emulator do
 */
public record EndingText(Terminal terminal, boolean costsNothing) {
  /** Whether the task of a run that has ended may be alive. */
  public static boolean mayLive(RunOutcome outcome) {
    BrowserTaskEvidence evidence = outcome.evidence();
    return evidence != null && evidence.stop() == StopOutcome.UNCONFIRMED;
  }

  /** Writes how one run ended. */
  public String ended(String workflowId, RunOutcome outcome) {
    BrowserTaskEvidence evidence = outcome.evidence();
    String taskId = evidence == null ? null : evidence.taskId();
    String run = "Run " + PlainText.oneLine(workflowId);
    if (evidence != null && taskId == null && evidence.sessionId() != null) {
      String session = "Session " + PlainText.oneLine(workflowId) + ": its browser ";
      return mayLive(outcome)
          ? terminal.red(
              session + PlainText.oneLine(evidence.sessionId()) + " was not seen to close")
          : session + "is closed.";
    }
    if (evidence == null || taskId == null) {
      return run + " has ended" + (mayLive(outcome) ? "; " + checkList() : " without a task.");
    }
    String task = run + ": task " + PlainText.oneLine(taskId);
    return mayLive(outcome)
        ? terminal.red(task + " was not seen to stop") + "; " + alive(taskId)
        : task + (evidence.stop() == null ? " is over" : " " + Phrases.stop(evidence.stop())) + ".";
  }

  /** Writes what is left if the process ends now: runs with their tasks, empty if unknown. */
  public List<String> left(Map<String, String> runs) {
    List<String> lines = new ArrayList<>();
    runs.forEach((id, taskId) -> lines.add(left(id, taskId)));
    return lines;
  }

  private String left(String workflowId, String taskId) {
    String run = "Left: run " + PlainText.oneLine(workflowId);
    return taskId.isEmpty()
        ? run + ", which may have created a task; " + checkList()
        : terminal.red(run + " with task " + PlainText.oneLine(taskId)) + "; " + alive(taskId);
  }

  private String alive(String taskId) {
    return costsNothing
        ? "it ends with the emulator."
        : "it may still run and cost money, " + Phrases.stopTask(taskId);
  }

  private String checkList() {
    return costsNothing
        ? "what it had ends with the emulator."
        : "see what is alive with: " + Phrases.command("list --status started");
  }
}
