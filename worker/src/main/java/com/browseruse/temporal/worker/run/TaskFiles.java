package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.OutputFile;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskFile;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where what a run left is to be found.
 *
 * @param name what the person calls it: the workflow or the task
 * @param taskId the remote task
 * @param result what the run knows of its files, or null
 */
public record TaskFiles(String name, String taskId, BrowserTaskResult result) {

  /** Of a task that need not have a run. */
  public static TaskFiles ofTask(String taskId) {
    return new TaskFiles(taskId, taskId, null);
  }

  /**
   * Of a run, however it ended, and also while it lasts. Asks a worker only if Temporal itself does
   * not know the task.
   *
   * @throws UserError if the run has no task
   */
  public static TaskFiles ofRun(Runs.Found found, Interrupt interrupt) {
    BrowserTaskResult result = null;
    BrowserTaskEvidence facts = null;
    if (!found.isRunning()) {
      RunEnd end = RunWatch.endOf(found.run());
      facts = end instanceof RunEnd.Failed failed ? failed.facts() : null;
      result =
          end instanceof RunEnd.Finished finished
              ? finished.result()
              : facts == null ? null : facts.result();
    }
    if (result != null && result.taskId() != null) {
      return new TaskFiles(found.workflowId(), result.taskId(), result);
    }
    if (facts == null || facts.taskId() == null) {
      facts = RunQueries.memo(found);
    }
    String taskId = facts == null ? null : facts.taskId();
    if (taskId == null && result == null) {
      BrowserTaskProgress progress = RunQueries.progress(found, interrupt);
      taskId = progress == null ? null : progress.taskId();
    }
    if (taskId == null) {
      throw UserError.failed(
          "The run "
              + found.workflowId()
              + (found.isRunning() ? " has no task yet" : " ended without a task"));
    }
    return new TaskFiles(found.workflowId(), taskId, null);
  }

  /**
   * Lists the files that the task left.
   *
   * @throws UserError if the service has to be asked and there is no API key
   */
  public List<BrowserTaskFile> outputFiles(Cloud cloud) {
    List<BrowserTaskFile> known = result == null ? null : result.outputFiles();
    // A result has room for so many files; who lacks some of them says so.
    if (known != null && (result.collectProblems().isEmpty() || !cloud.hasKey())) {
      return known;
    }
    try {
      return cloud.client().getTask(taskId).outputFiles().stream()
          .map(file -> known(known, file))
          .toList();
    } catch (BrowserUseException e) {
      if (known == null) {
        throw e;
      }
      return known;
    }
  }

  private static BrowserTaskFile known(List<BrowserTaskFile> known, OutputFile file) {
    return Stream.ofNullable(known)
        .flatMap(List::stream)
        .filter(kept -> file.id().equals(kept.id()))
        .findFirst()
        .orElseGet(() -> BrowserTaskFile.of(file));
  }

  /**
   * The way to a file of the task.
   *
   * @throws UserError if the service has to be asked and there is no API key
   */
  public Leftover file(BrowserTaskFile file, Cloud cloud) {
    Path kept = Leftover.readable(file.uri()).orElse(null);
    if (kept != null) {
      return new Leftover(file.fileName(), file.sha256(), kept, null);
    }
    BrowserUseClient client = cloud.client();
    return new Leftover(
        file.fileName(), file.sha256(), null, () -> client.getOutputFile(taskId, file.id()));
  }

  /**
   * The way to the log of the task.
   *
   * @throws UserError if there is none, or if the service has to be asked and there is no API key
   */
  public Leftover log(Cloud cloud) {
    String title = name + ".log";
    Path kept = Leftover.readable(result == null ? null : result.logs()).orElse(null);
    if (kept != null) {
      return new Leftover(title, null, kept, null);
    }
    BrowserUseClient client = cloud.client();
    if (!client.supports(ApiFeature.TASK_LOGS)) {
      throw UserError.failed("This version of the API has no logs");
    }
    return new Leftover(title, null, null, () -> client.getTaskLogs(taskId));
  }
}
