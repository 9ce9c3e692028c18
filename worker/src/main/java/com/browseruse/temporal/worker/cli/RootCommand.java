package com.browseruse.temporal.worker.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "browser-use-temporal",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    header = "Runs Browser Use Cloud tasks as durable Temporal workflows.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Try it, without an account and without a server:",
      "  java -jar browser-use-temporal.jar run --dev \"Find the price of milk\"",
      "",
      "Settings come from the environment: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE,",
      "TEMPORAL_API_KEY, TEMPORAL_PROFILE ... and BROWSER_USE_API_KEY,",
      "BROWSER_USE_BASE_URL, BROWSER_USE_API_VERSION, BROWSER_USE_TASK_QUEUE,",
      "BROWSER_USE_ARTIFACTS."
    })
final class RootCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command to run");
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = RootCommand.class.getPackage().getImplementationVersion();
      return new String[] {
        "browser-use-temporal " + (version == null ? "(not packaged)" : version),
        "Java " + Runtime.version()
      };
    }
  }
}
