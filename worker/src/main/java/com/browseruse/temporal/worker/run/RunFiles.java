package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskFile;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files and the log of a task: the copies that its run collected, if they are on this machine,
 * else those of Browser Use Cloud.
 */
public final class RunFiles implements AutoCloseable {
  private final String name;
  private final String taskId;
  private final @Nullable BrowserTaskResult result;
  private final Settings settings;
  private @Nullable BrowserUseClient client;

  private RunFiles(
      String name, String taskId, @Nullable BrowserTaskResult result, Settings settings) {
    this.name = name;
    this.taskId = taskId;
    this.result = result;
    this.settings = settings;
  }

  /** The way to a file: its checksum and its copy on this machine if known, else fresh links. */
  public record RunFile(
      String name, @Nullable String sha256, @Nullable Path collected, Supplier<URI> links) {}

  /** Of a task that need not have a run. */
  public static RunFiles ofTask(String taskId, Settings settings) {
    return new RunFiles(taskId, taskId, null, settings);
  }

  /** Of a run, also while it lasts. Asks a worker only if Temporal does not know the task. */
  public static RunFiles ofRun(
      Runs.Found found, CompletableFuture<?> interrupted, Settings settings) {
    BrowserTaskEvidence last = found.isRunning() ? null : RunOutcome.of(found.run()).evidence();
    BrowserTaskEvidence known = last == null || last.taskId() == null ? found.memo() : last;
    BrowserTaskResult result = last == null ? null : last.result();
    String taskId = known == null ? null : known.taskId();
    if (taskId == null && result == null) {
      BrowserTaskProgress progress = found.told(interrupted).progress();
      taskId = progress == null ? null : progress.taskId();
    }
    if (taskId == null) {
      throw UserError.failed(
          "The run "
              + found.workflowId()
              + (found.isRunning() ? " has no task yet" : " ended without a task"));
    }
    return new RunFiles(found.workflowId(), taskId, result, settings);
  }

  /** What the person calls it: the id of the workflow, or of the task. */
  public String name() {
    return name;
  }

  /** Lists the files that the task left. */
  public List<BrowserTaskFile> outputFiles() {
    List<BrowserTaskFile> known = result == null ? null : result.outputFiles();
    // The list in a result is bounded; one that is not complete has a problem that says so.
    if (result != null
        && known != null
        && (result.collectProblems().isEmpty() || !settings.hasApiKey())) {
      return known;
    }
    Map<String, BrowserTaskFile> collected =
        Stream.ofNullable(known)
            .flatMap(List::stream)
            .collect(Collectors.toMap(BrowserTaskFile::id, file -> file, (first, second) -> first));
    try {
      return client().getTask(taskId).outputFiles().stream()
          .map(file -> collected.getOrDefault(file.id(), BrowserTaskFile.of(file, null)))
          .toList();
    } catch (BrowserUseException e) {
      if (known == null) {
        throw e;
      }
      return known;
    }
  }

  public RunFile file(BrowserTaskFile file) {
    Path collected = readable(file.uri());
    if (collected == null) {
      client();
    }
    return new RunFile(
        file.fileName(), file.sha256(), collected, () -> client().getOutputFile(taskId, file.id()));
  }

  public RunFile log() {
    Path collected = readable(result == null ? null : result.logs());
    if (collected == null && !client().supports(ApiFeature.TASK_LOGS)) {
      throw UserError.failed("This version of the API has no logs");
    }
    return new RunFile(name + ".log", null, collected, () -> client().getTaskLogs(taskId));
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
    }
  }

  /** An API key is needed on the first call only. */
  private synchronized BrowserUseClient client() {
    if (client == null) {
      client = BrowserUseClient.create(settings.clientOptions());
    }
    return client;
  }

  /** The file behind a link to an artifact, if it can be read on this machine. */
  private static @Nullable Path readable(@Nullable String uri) {
    try {
      Path path = uri != null && uri.startsWith("file:") ? Path.of(URI.create(uri)) : null;
      return path != null && Files.isRegularFile(path) && Files.isReadable(path) ? path : null;
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      // A path of another machine.
      return null;
    }
  }
}
