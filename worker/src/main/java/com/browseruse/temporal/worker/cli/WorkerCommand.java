package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.config.ArtifactFolder;
import com.browseruse.temporal.worker.config.ExitCodes;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.run.TaskWorker;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    header = "Runs a worker until it is told to stop.",
    description = "SIGTERM and Ctrl-C let it finish what it has in hand, for at most a minute.")
final class WorkerCommand implements Callable<Integer> {
  private final Host host;
  @Mixin private TaskQueueOption taskQueue;

  WorkerCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings given = host.settings();
    Settings settings = given.withTaskQueue(taskQueue.orElse(given));
    // What is wrong here is told before Temporal is waited for.
    settings.clientOptions();
    ArtifactFolder.open(settings.artifacts());
    try (TemporalConnection temporal = TemporalConnection.open(host.environment());
        TaskWorker worker = TaskWorker.start(temporal.client(), settings)) {
      host.say(
          "Ready: task queue "
              + settings.taskQueue()
              + ", namespace "
              + temporal.namespace()
              + " at "
              + temporal.address()
              + ", Browser Use Cloud at "
              + settings.server()
              + (settings.artifacts() == null ? "" : ", artifacts in " + settings.artifacts()));
      host.interrupt().await();
      host.say("Draining: no new work is taken, what is under way is finished.");
      if (worker.drain()) {
        host.say("Drained.");
        return ExitCodes.SUCCESS;
      }
      host.say("Not everything was finished in time; Temporal gives the rest to another worker.");
      return ExitCodes.FAILED;
    }
  }
}
