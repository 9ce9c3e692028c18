package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.caller.BrowserTaskHandle;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import com.browseruse.temporal.workflows.caller.OnFailure;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that starts a run of its id, or finds the one that the id has. */
abstract class StartingCommand extends OutcomeCommand {
  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "The workflow id: one run and one paid task for each. An id that has a run gets that"
              + " run, whether it lasts or is over. Default: browser-task- and a random end.")
  private @Nullable String id;

  @Option(
      names = "--new",
      description =
          "Start another run, and pay for another task, if that of the id has failed or was"
              + " cancelled. A result is kept: another task needs another id.")
  private boolean startAnew;

  @Option(
      names = "--summary",
      paramLabel = "LINE",
      description =
          "What the Temporal UI calls the run, at most 200 bytes. Default: the site of"
              + " --start-url and the limits; never TEXT.")
  private @Nullable String summary;

  @Mixin private final Options.TaskQueue taskQueue = new Options.TaskQueue();

  @Override
  boolean isQuiet() {
    return false;
  }

  @Override
  int run() {
    Settings settings = context.settings();
    Options.refuseBlank("--id", id);
    BrowserTask task = task();
    return run(settings.with(Settings.TASK_QUEUE, taskQueue.orElse(settings)), task);
  }

  /** What to run. */
  abstract BrowserTask task();

  /** The id of the workflow, if none was given. */
  String defaultId() {
    return "browser-task-" + UUID.randomUUID().toString().substring(0, 8);
  }

  abstract int run(Settings settings, BrowserTask task);

  /** Starts a run, or finds the one that the id has already, which is said. */
  final BrowserTaskHandle start(TemporalConnection temporal, String queue, BrowserTask task) {
    String name = id == null ? defaultId() : id;
    BrowserTasks.Builder builder =
        BrowserTasks.newBuilder(temporal.client())
            .taskQueue(queue)
            .allowPlaintextSecrets(context.settings().allowPlaintextSecrets());
    String line = summary;
    if (line != null) {
      builder.summary(ignored -> PlainText.oneLine(line));
    }
    BrowserTasks tasks = builder.build();
    try {
      BrowserTaskHandle run =
          tasks.start(name, task, startAnew ? OnFailure.START_ANEW : OnFailure.RETURN_FAILURE);
      if (!run.isNew()) {
        context.say(
            ("Note: the id %s has a run already, so no second task is started (--new starts"
                    + " one if that run has failed or was cancelled).")
                .formatted(name));
      }
      return run;
    } catch (IllegalArgumentException e) {
      throw UserError.failed(String.valueOf(e.getMessage()));
    }
  }
}
