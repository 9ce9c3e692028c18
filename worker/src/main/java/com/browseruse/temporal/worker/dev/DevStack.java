package com.browseruse.temporal.worker.dev;

import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.worker.cli.Host;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.run.TaskWorker;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Everything that a run needs, on this machine, as far as it is missing: a Temporal server, the
 * emulator, and a worker. Says which of each it is.
 */
public final class DevStack implements AutoCloseable {

  /** What the emulator is given; it takes any key. */
  public static final String EMULATOR_KEY = "emulator";

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private TemporalConnection temporal;
  private Settings settings;
  private boolean ownTemporal;

  private DevStack() {}

  /**
   * Brings up what is missing.
   *
   * @param emulatorPort its port, 0 for any
   * @param useConfigured whether a Temporal that the environment names is used instead of an own
   */
  public static DevStack up(
      Host host,
      Settings settings,
      DevTemporal.Ports ports,
      int emulatorPort,
      boolean useConfigured) {
    DevStack stack = new DevStack();
    try {
      stack.temporal(host, ports, useConfigured);
      stack.browserUse(host, settings, emulatorPort);
      stack.artifacts(host);
      stack.worker(host);
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  public TemporalConnection temporal() {
    return temporal;
  }

  /** The settings, with the emulator's address and key if it is used. */
  public Settings settings() {
    return settings;
  }

  public boolean hasOwnTemporal() {
    return ownTemporal;
  }

  private void temporal(Host host, DevTemporal.Ports ports, boolean useConfigured) {
    if (useConfigured && TemporalConnection.isConfigured(host.environment())) {
      temporal = keep(TemporalConnection.open(host.environment()));
      host.say("Temporal           " + temporal.address() + " (as configured)");
      return;
    }
    String namespace = TemporalConnection.namespace(host.environment());
    DevTemporal server =
        keep(
            DevTemporal.start(
                host.environment(), ports, namespace, () -> host.interrupt().isFired()));
    ownTemporal = true;
    temporal = keep(TemporalConnection.open(server, namespace));
    host.say("Temporal           " + server.address() + " (" + server.description() + ")");
    host.say(
        "Temporal UI        " + server.ui().orElse("none: it comes with an installed temporal"));
  }

  private void browserUse(Host host, Settings given, int emulatorPort) {
    settings = given;
    if (given.hasApiKey()) {
      host.say(
          "Browser Use Cloud  "
              + given.baseUrl()
              + (given.hasDefaultServer() ? " (real, costs money" : " (as configured")
              + version(given)
              + ")");
      return;
    }
    if (!given.hasDefaultServer()) {
      host.say("Note: " + Settings.BASE_URL + " is not used without " + Settings.API_KEY + ".");
    }
    BrowserUseEmulator emulator =
        keep(Emulators.start(BrowserUseEmulator.newBuilder().port(emulatorPort), emulatorPort));
    settings = given.withServer(URI.create(emulator.baseUrl()), EMULATOR_KEY);
    host.say(
        "Browser Use Cloud  "
            + emulator.baseUrl()
            + " (the emulator, costs nothing"
            + version(given)
            + ")");
  }

  private static String version(Settings settings) {
    return settings.apiVersion() == ApiVersion.V2 ? "" : ", version 1 of its API";
  }

  private void artifacts(Host host) {
    if (settings.artifacts() == null) {
      settings = settings.withArtifacts(keep(DevArtifacts.create()).folder());
    }
    host.say("Artifacts          " + settings.artifacts());
  }

  private void worker(Host host) {
    keep(TaskWorker.start(temporal.client(), settings));
    host.say("Worker             in this process, task queue " + settings.taskQueue());
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

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }
}
