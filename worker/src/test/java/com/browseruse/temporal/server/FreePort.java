package com.browseruse.temporal.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a process that must be told which to use: outside of those that the system gives to
 * whoever asks for any, since one of these may be taken before the process listens.
 */
public final class FreePort {
  private static final int FIRST = 20_000;
  private static final int END = 30_000;
  private static final int TRIES = 1_000;

  private FreePort() {}

  public static int find() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Somebody has it.
      }
    }
    throw new IllegalStateException("No port is free from " + FIRST + " to " + (END - 1));
  }
}
