package com.browseruse.temporal.worker.cli;

import picocli.CommandLine.Command;

@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    header = "Lets the agent of a run rest.",
    description = "The run's deadline goes on.")
final class PauseCommand extends ControlCommand {
  PauseCommand(Host host) {
    super(host, "pause");
  }
}
