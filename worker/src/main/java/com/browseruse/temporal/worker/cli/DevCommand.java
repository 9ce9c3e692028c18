package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.worker.config.ExitCodes;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.dev.DevStack;
import com.browseruse.temporal.worker.dev.DevTemporal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    header = "Runs everything on this machine until it is told to stop.",
    description =
        "A Temporal server (an installed temporal, else the SDK's in-process server), the emulator"
            + " unless BROWSER_USE_API_KEY is set, and a worker. All of it listens on this machine"
            + " only and forgets everything at its end, but for what its runs collected.")
final class DevCommand implements Callable<Integer> {
  private final Host host;

  @Option(
      names = "--temporal-port",
      paramLabel = "PORT",
      description = "Default: any that is free.")
  private int temporalPort;

  @Option(names = "--ui-port", paramLabel = "PORT", description = "Default: any that is free.")
  private int uiPort;

  @Option(
      names = "--emulator-port",
      paramLabel = "PORT",
      description = "Default: any that is free.")
  private int emulatorPort;

  DevCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = host.settings();
    DevTemporal.Ports ports =
        new DevTemporal.Ports(
            Ports.checked("--temporal-port", temporalPort), Ports.checked("--ui-port", uiPort));
    Ports.checked("--emulator-port", emulatorPort);
    try (DevStack stack = DevStack.up(host, settings, ports, emulatorPort, false)) {
      host.say("");
      host.say("For another terminal:");
      host.out().println("export TEMPORAL_ADDRESS=" + stack.temporal().address());
      if (!settings.hasApiKey()) {
        host.out().println("export " + Settings.BASE_URL + "=" + stack.settings().baseUrl());
        host.out().println("export " + Settings.API_KEY + "=" + DevStack.EMULATOR_KEY);
      }
      if (settings.apiVersion() != ApiVersion.V2) {
        host.out().println("export " + Settings.API_VERSION + "=v1");
      }
      host.say("");
      host.say(
          "Start a task there:  java -jar " + OwnJar.name() + " run \"Find the price of milk\"");
      host.say("Ctrl-C ends everything.");
      host.interrupt().await();
      host.say("Ending.");
    }
    return ExitCodes.SUCCESS;
  }
}
