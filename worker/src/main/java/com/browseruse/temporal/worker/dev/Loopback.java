package com.browseruse.temporal.worker.dev;

import com.browseruse.temporal.worker.config.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** The address that only this machine reaches. */
final class Loopback {
  static final String HOST = "127.0.0.1";
  static final InetAddress ADDRESS = address();

  private Loopback() {}

  /** Finds a port that nobody listens on now. Somebody else may take it before it is used. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, ADDRESS)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw UserError.failed("No free port was found on " + HOST);
    }
  }

  /** Tells whether the port can be listened on. */
  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, ADDRESS)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static InetAddress address() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
