package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.worker.cli.view.Phrases;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.dev.DevStack;
import com.browseruse.temporal.worker.dev.DevTemporal;
import com.browseruse.temporal.worker.http.WorkerHttp;
import com.browseruse.temporal.worker.run.TaskWorker;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands that serve until they are told to stop. */
final class ServeCommands {
  private ServeCommands() {}

  @Command(
      name = "worker",
      header = "Runs a worker until it is told to stop.",
      description =
          "SIGTERM and Ctrl-C let it finish what it has in hand, for at most a minute. With"
              + " BROWSER_USE_HTTP_PORT set it serves health, metrics and webhooks.",
      footer = {"", "Example:", "  worker --task-queue browser-tasks"})
  static final class Worker extends CliCommand {
    @Mixin private final Options.TaskQueue taskQueue = new Options.TaskQueue();

    /** Leaves the log as it is. */
    @Override
    void quietLog() {}

    @Override
    int run() {
      Settings given = context.settings();
      Settings settings = given.with(Settings.TASK_QUEUE, taskQueue.orElse(given));
      // What is wrong here is told before Temporal is waited for.
      settings.clientOptions();
      settings.openArtifacts();
      try (WorkerHttp http = WorkerHttp.open(settings);
          TemporalConnection temporal = context.connectPatiently(http.temporalMetrics());
          TaskWorker worker = TaskWorker.start(temporal.client(), settings)) {
        http.started(temporal, worker::hinted);
        context.say(
            "Ready: task queue %s, namespace %s at %s, Browser Use Cloud at %s%s%s"
                .formatted(
                    settings.taskQueue(),
                    temporal.namespace(),
                    temporal.address(),
                    settings.server(),
                    (settings.artifacts() == null ? "" : ", artifacts in " + settings.artifacts()),
                    (http.address() == null ? "" : ", HTTP at " + http.address())));
        context.endInOrder(
            () ->
                List.of("Left before it was drained: Temporal gives the rest to another worker."));
        context.awaitInterrupt();
        http.draining();
        context.say("Draining: no new work is taken, what is under way is finished.");
        if (worker.drain()) {
          context.say("Drained.");
          return ExitCode.OK;
        }
        context.say(
            "Not everything was finished in time; Temporal gives the rest to another worker.");
        return ExitCode.SOFTWARE;
      }
    }
  }

  @Command(
      name = "dev",
      header = "Runs everything on this machine until it is told to stop.",
      description =
          "A Temporal server (an installed temporal, else the SDK's in-process server), the"
              + " emulator unless BROWSER_USE_API_KEY is set, and a worker. All of it listens on"
              + " this machine only and forgets everything at its end, but for what its runs"
              + " collected.",
      footer = {"", "Example:", "  dev --temporal-port 7233 --ui-port 8233"})
  static final class Dev extends CliCommand {
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

    /** Leaves the log as it is. */
    @Override
    void quietLog() {}

    @Override
    int run() {
      Settings given = context.settings();
      DevTemporal.Ports ports =
          new DevTemporal.Ports(
              Options.port("--temporal-port", temporalPort), Options.port("--ui-port", uiPort));
      Options.port("--emulator-port", emulatorPort);
      try (DevStack stack =
          new DevStack(context.environment(), given, context::say, context::isInterrupted)) {
        TemporalConnection temporal =
            context.during(
                "Starting Temporal and a worker", () -> stack.start(ports, emulatorPort, false));
        context.say("");
        context.say("For another terminal:");
        export("TEMPORAL_ADDRESS", temporal.address());
        if (temporal.uiBase() != null) {
          export(TemporalConnection.UI, temporal.uiBase());
        }
        if (!given.hasApiKey()) {
          export(Settings.BASE_URL, stack.settings().baseUrl());
          export(Settings.API_KEY, DevStack.EMULATOR_KEY);
        }
        if (given.apiVersion() != ApiVersion.V2) {
          export(Settings.API_VERSION, "v1");
        }
        context.say("");
        context.say("Start a task there:  " + Phrases.command("run \"Find the price of milk\""));
        context.say("Ctrl-C cancels the runs, and ends everything once their tasks are stopped.");
        return OwnServer.stayUp(context, temporal, stack.hasOwnEmulator())
            ? ExitCode.OK
            : ExitCode.SOFTWARE;
      }
    }
  }

  @Command(
      name = "emulator",
      header = "Runs the emulator of Browser Use Cloud until it is told to stop.",
      description =
          "It listens on this machine only. GET /__admin/tasks tells what it was asked for.",
      footer = {"", "Example:", "  emulator --port 18790 --session-limit 3"})
  static final class Emulator extends CliCommand {
    @Option(names = "--port", paramLabel = "PORT", description = "Default: any that is free.")
    private int port;

    @Option(
        names = "--api-key",
        paramLabel = "KEY",
        description = "The only key to accept. Default: any that is not empty.")
    private @Nullable String apiKey;

    @Option(
        names = "--session-limit",
        paramLabel = "N",
        description = "How many sessions may be active at once.")
    private @Nullable Integer sessionLimit;

    @Option(
        names = "--rate-limit",
        paramLabel = "N",
        description =
            "How many API calls a second are served, counted over five seconds; more get 429."
                + " Default: no limit. The real service has one of about 25.")
    private @Nullable Integer rateLimit;

    @Option(
        names = "--webhook-url",
        paramLabel = "URL",
        description = "Where to send a signed webhook each time that the status of a task changes.")
    private @Nullable URI webhookUrl;

    @Option(
        names = "--webhook-secret",
        paramLabel = "SECRET",
        description = "What to sign webhooks with.")
    private @Nullable String webhookSecret;

    @Override
    int run() {
      BrowserUseEmulator.Builder builder =
          BrowserUseEmulator.newBuilder().port(Options.port("--port", port)).apiKey(apiKey);
      addWebhooks(builder);
      if (sessionLimit != null) {
        builder.sessionLimit(atLeastOne("--session-limit", sessionLimit));
      }
      if (rateLimit != null) {
        builder.rateLimit(atLeastOne("--rate-limit", rateLimit));
      }
      try (BrowserUseEmulator emulator = DevStack.emulator(builder, port)) {
        export(Settings.BASE_URL, emulator.baseUrl());
        export(Settings.API_KEY, apiKey == null ? DevStack.EMULATOR_KEY : "...");
        context.say("The emulator listens at " + emulator.baseUrl() + "; Ctrl-C ends it.");
        context.awaitInterrupt();
      }
      return ExitCode.OK;
    }

    private void addWebhooks(BrowserUseEmulator.Builder builder) {
      if (webhookUrl == null && webhookSecret == null) {
        return;
      }
      if (webhookUrl == null || webhookSecret == null) {
        throw UserError.usage("--webhook-url and --webhook-secret must be given together");
      }
      try {
        builder.webhooks(webhookUrl, webhookSecret);
      } catch (IllegalArgumentException e) {
        throw UserError.usage(
            "--webhook-url must be a URL of http or https, and --webhook-secret not empty");
      }
    }

    private static int atLeastOne(String option, int value) {
      if (value < 1) {
        throw UserError.usage(option + " must be at least 1, but is " + value);
      }
      return value;
    }
  }
}
