package com.browseruse.temporal.worker.cli;

import picocli.CommandLine.Command;

@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    header = "Lets a resting agent go on.")
final class ResumeCommand extends ControlCommand {
  ResumeCommand(Host host) {
    super(host, "resume");
  }
}
