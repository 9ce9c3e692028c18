package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.RunRef;
import com.browseruse.temporal.worker.config.ExitCodes;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.run.RunEnd;
import com.browseruse.temporal.worker.run.RunWatch;
import com.browseruse.temporal.worker.run.Runs;
import com.browseruse.temporal.worker.run.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    header = "Shows a run's progress and prints its result.",
    description =
        "Ends with 0 if the outcome is SUCCEEDED, else with 1. Ctrl-C ends only the watching.")
final class WatchCommand implements Callable<Integer> {
  private final Host host;
  @Mixin private RunIdParameter run;
  @Mixin private JsonOption output;

  WatchCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Logging.quiet();
    host.settings();
    try (TemporalConnection temporal = TemporalConnection.open(host.environment())) {
      Runs.Found found = Runs.find(temporal, run.workflowId);
      RunRef ref =
          new RunRef(
              found.workflowId(), found.runId(), temporal.link(found.workflowId(), found.runId()));
      Instant startedAt = found.description().getStartTime();
      if (!found.isRunning()) {
        Duration lasted = Duration.between(startedAt, found.description().getCloseTime());
        return Ending.print(host, RunWatch.endOf(found.run()), ref, lasted, output.json);
      }
      RunWatch watch =
          new RunWatch(
              found.run(),
              found.description().getTaskQueue(),
              startedAt,
              new RunDisplay(host),
              Ticker.SYSTEM);
      Optional<RunEnd> end =
          watch.follow(host.interrupt().future(), now -> host.interrupt().isFired());
      if (end.isEmpty()) {
        host.statusLine().clear();
        host.say("No longer watching; the run goes on.");
        return ExitCodes.INTERRUPTED;
      }
      return Ending.print(host, end.get(), ref, watch.elapsed(Ticker.SYSTEM.now()), output.json);
    }
  }
}
