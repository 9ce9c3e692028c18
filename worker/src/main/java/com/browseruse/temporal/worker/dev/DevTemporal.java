package com.browseruse.temporal.worker.dev;

import com.browseruse.temporal.worker.cli.Ports;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A Temporal server on this machine, reachable from this machine only. Closing it ends it. */
public interface DevTemporal extends AutoCloseable {

  /**
   * Starts an installed {@code temporal}, or the SDK's own server where there is none.
   *
   * @param environment where {@code PATH} is read
   * @param ports which ports to listen on
   * @param namespace the namespace that is needed
   * @param givenUp asked while it waits; true if nobody needs the server any more
   * @return a server that serves
   * @throws DevTemporalException if it cannot be started
   */
  static DevTemporal start(
      Map<String, String> environment, Ports ports, String namespace, BooleanSupplier givenUp) {
    Optional<Path> installed = Programs.find(environment, "temporal");
    return installed.isPresent()
        ? CliTemporal.start(environment, installed.get(), ports, namespace, givenUp)
        : InProcessTemporal.start(ports.temporal());
  }

  /**
   * Where it listens.
   *
   * @return host and port
   */
  String address();

  /**
   * Its web interface.
   *
   * @return the address, or empty if it has none
   */
  Optional<String> ui();

  /**
   * Which server it is.
   *
   * @return a few words
   */
  String description();

  @Override
  void close();

  /**
   * Ports to listen on; 0 takes any that is free.
   *
   * @param temporal the port for clients and workers
   * @param ui the port of the web interface
   */
  record Ports(int temporal, int ui) {

    /** Any ports. */
    public static final Ports ANY = new Ports(0, 0);
  }
}
