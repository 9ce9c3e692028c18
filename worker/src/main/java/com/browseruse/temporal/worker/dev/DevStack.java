package com.browseruse.temporal.worker.dev;

import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.http.WorkerHttp;
import com.browseruse.temporal.worker.run.TaskWorker;
import com.uber.m3.tally.NoopScope;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a run needs, on this machine, as far as it is missing: a Temporal server, the
 * emulator, a folder for artifacts, and a worker. Says which of each it is.
 */
public final class DevStack implements AutoCloseable {
  /** What the emulator is given; it takes any key. */
  public static final String EMULATOR_KEY = "emulator";

  private final Map<String, String> environment;
  private final Consumer<String> say;
  private final BooleanSupplier interrupted;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private Settings settings;
  private boolean ownTemporal;
  private boolean ownEmulator;

  public DevStack(
      Map<String, String> environment,
      Settings settings,
      Consumer<String> say,
      BooleanSupplier interrupted) {
    this.environment = environment;
    this.settings = settings;
    this.say = say;
    this.interrupted = interrupted;
  }

  /** Brings up what is missing, until this is closed; port 0 is any that is free. */
  public TemporalConnection start(
      DevTemporal.Ports ports, int emulatorPort, boolean useConfigured) {
    // A single run needs no port, which a worker beside it may have.
    WorkerHttp http = useConfigured ? null : http();
    TemporalConnection temporal = temporal(ports, useConfigured, http);
    browserUse(emulatorPort, http);
    if (settings.artifacts() == null) {
      settings = settings.with(Settings.ARTIFACTS, temporaryFolder());
    }
    say.accept("Artifacts          " + settings.artifacts());
    TaskWorker worker = closeLater(TaskWorker.start(temporal.client(), settings));
    say.accept("Worker             in this process, task queue " + settings.taskQueue());
    if (http != null) {
      http.started(temporal, worker::hinted);
      say.accept("HTTP               " + http.address() + " (health, metrics, webhooks)");
    }
    return temporal;
  }

  /** The worker's port, if it is to have one; the emulator and it need no secret of a person. */
  private @Nullable WorkerHttp http() {
    if (settings.httpPort() == null) {
      return null;
    }
    if (!settings.hasApiKey() && settings.webhookSecret() == null) {
      settings = settings.with(Settings.WEBHOOK_SECRET, UUID.randomUUID());
    }
    return closeLater(WorkerHttp.open(settings));
  }

  /** The settings, with the emulator's address and key if it is used. */
  public Settings settings() {
    return settings;
  }

  /** Whether the Temporal server ends with this. */
  public boolean hasOwnTemporal() {
    return ownTemporal;
  }

  /** Whether the tasks are the emulator's, which ends with this. */
  public boolean hasOwnEmulator() {
    return ownEmulator;
  }

  /** Starts an emulator, with an error that a person understands. */
  public static BrowserUseEmulator emulator(BrowserUseEmulator.Builder builder, int port) {
    try {
      return builder.start();
    } catch (UncheckedIOException e) {
      throw UserError.failed(
          "The emulator cannot listen on port " + port + ": another program may have it");
    }
  }

  private TemporalConnection temporal(
      DevTemporal.Ports ports, boolean useConfigured, @Nullable WorkerHttp http) {
    if (useConfigured && TemporalConnection.isConfigured(environment)) {
      TemporalConnection temporal = closeLater(TemporalConnection.open(environment, false));
      say.accept("Temporal           " + temporal.address() + " (as configured)");
      return temporal;
    }
    String namespace = TemporalConnection.namespace(environment);
    DevTemporal server = closeLater(DevTemporal.start(environment, ports, namespace, interrupted));
    ownTemporal = true;
    String ui = server.ui();
    TemporalConnection temporal =
        closeLater(
            TemporalConnection.open(
                server.address(),
                ui,
                namespace,
                http == null ? new NoopScope() : http.temporalMetrics()));
    say.accept("Temporal           " + server.address() + " (" + server.description() + ")");
    say.accept(
        "Temporal UI        " + (ui == null ? "none: it comes with an installed temporal" : ui));
    return temporal;
  }

  private void browserUse(int emulatorPort, @Nullable WorkerHttp http) {
    String version = settings.apiVersion() == ApiVersion.V2 ? ")" : ", version 1 of its API)";
    if (settings.hasApiKey()) {
      say.accept(
          "Browser Use Cloud  "
              + settings.baseUrl()
              + (settings.hasDefaultServer() ? " (real, costs money" : " (as configured")
              + version);
      return;
    }
    if (!settings.hasDefaultServer()) {
      say.accept("Note: " + Settings.BASE_URL + " is not used without " + Settings.API_KEY + ".");
    }
    BrowserUseEmulator emulator =
        closeLater(emulator(BrowserUseEmulator.newBuilder().port(emulatorPort), emulatorPort));
    ownEmulator = true;
    String secret = settings.webhookSecret();
    if (http != null && secret != null) {
      emulator.sendWebhooks(http.webhooks(), secret);
    }
    settings =
        settings.with(Settings.BASE_URL, emulator.baseUrl()).with(Settings.API_KEY, EMULATOR_KEY);
    say.accept(
        "Browser Use Cloud  " + emulator.baseUrl() + " (the emulator, costs nothing" + version);
  }

  /** A folder that outlives the process if runs collected something into it. */
  private Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("browser-use-artifacts-");
      parts.push(() -> deleteIfUnused(folder.toFile()));
      return folder;
    } catch (IOException e) {
      throw UserError.failed(
          "There is no place for temporary files: set " + Settings.ARTIFACTS + " to a folder");
    }
  }

  /** What begins with a dot is the store's own. */
  private static void deleteIfUnused(File folder) {
    List<File> files = List.of(Objects.requireNonNull(folder.listFiles()));
    if (files.stream().allMatch(file -> file.getName().startsWith("."))) {
      files.forEach(File::delete);
      folder.delete();
    }
  }

  /** Ends the parts, the newest first. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        // The others still have to end.
      }
    }
  }

  private <T extends AutoCloseable> T closeLater(T part) {
    parts.push(part);
    return part;
  }
}
