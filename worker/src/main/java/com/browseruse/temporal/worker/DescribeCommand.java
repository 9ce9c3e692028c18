package com.browseruse.temporal.worker;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    header = "Shows where a run is.")
final class DescribeCommand implements Callable<Integer> {
  private final Host host;
  @Mixin private RunIdParameter run;
  @Mixin private JsonOption output;

  DescribeCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Logging.quiet();
    host.settings();
    try (TemporalConnection temporal = TemporalConnection.open(host.environment())) {
      Runs.Found found = Runs.find(temporal, run.workflowId);
      RunDescription description = RunDescription.of(found, host.interrupt());
      if (output.json) {
        Json.print(host.out(), description);
      } else {
        description
            .lines(temporal.link(found.workflowId(), found.runId()))
            .forEach(host.out()::println);
      }
      return ExitCodes.SUCCESS;
    }
  }
}
