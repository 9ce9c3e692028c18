package com.browseruse.temporal.worker.cli;

import picocli.CommandLine.Command;

@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    header = "Stops the task of a run, which then ends normally.",
    description = "The outcome is STOPPED, or the result if the task finished first.")
final class StopCommand extends ControlCommand {
  StopCommand(Host host) {
    super(host, "stop");
  }

  @Override
  String waitsFor() {
    return "Stopping: waiting until the remote task has ended.";
  }
}
