package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.worker.config.ExitCodes;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.dev.DevStack;
import com.browseruse.temporal.worker.dev.Emulators;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "emulator",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    header = "Runs the emulator of Browser Use Cloud until it is told to stop.",
    description =
        "It listens on this machine only. GET /__admin/tasks tells what it was asked for.")
final class EmulatorCommand implements Callable<Integer> {
  private final Host host;

  @Option(names = "--port", paramLabel = "PORT", description = "Default: any that is free.")
  private int port;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      description = "The only key to accept. Default: any that is not empty.")
  private String apiKey;

  @Option(
      names = "--session-limit",
      paramLabel = "N",
      description = "How many sessions may be active at once.")
  private Integer sessionLimit;

  EmulatorCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws InterruptedException {
    Logging.quiet();
    BrowserUseEmulator.Builder builder =
        BrowserUseEmulator.newBuilder().port(Ports.checked("--port", port)).apiKey(apiKey);
    if (sessionLimit != null) {
      if (sessionLimit < 1) {
        throw UserError.usage("--session-limit must be at least 1, but is " + sessionLimit);
      }
      builder.sessionLimit(sessionLimit);
    }
    try (BrowserUseEmulator emulator = Emulators.start(builder, port)) {
      host.out().println("export " + Settings.BASE_URL + "=" + emulator.baseUrl());
      host.out()
          .println(
              "export "
                  + Settings.API_KEY
                  + "="
                  + (apiKey == null ? DevStack.EMULATOR_KEY : "..."));
      host.say("The emulator listens at " + emulator.baseUrl() + "; Ctrl-C ends it.");
      host.interrupt().await();
    }
    return ExitCodes.SUCCESS;
  }
}
