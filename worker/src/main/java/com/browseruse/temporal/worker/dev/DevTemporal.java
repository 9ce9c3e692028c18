package com.browseruse.temporal.worker.dev;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A Temporal server on this machine, reachable from this machine only. Closing it ends it. */
public interface DevTemporal extends AutoCloseable {

  /**
   * Starts an installed {@code temporal}, or the SDK's own server where there is none.
   *
   * @throws UserError if it cannot be started
   */
  static DevTemporal start(
      Map<String, String> environment, Ports ports, String namespace, BooleanSupplier cancelled) {
    Optional<Path> installed = DetachedProcess.find(environment, "temporal");
    return installed.isPresent()
        ? CliTemporal.start(environment, installed.get(), ports, namespace, cancelled)
        : InProcessTemporal.start(ports.temporal());
  }

  /** Host and port. */
  String address();

  /** The address of its web interface, or null if it has none. */
  @Nullable String ui();

  /** Which server it is, in a few words. */
  String description();

  @Override
  void close();

  /** Ports to listen on; 0 takes any that is free. */
  record Ports(int temporal, int ui) {
    public static final Ports ANY = new Ports(0, 0);
  }
}
