package com.browseruse.temporal.worker.dev;

import com.browseruse.temporal.worker.config.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The address that only this machine reaches. */
final class Loopback {
  static final String HOST = "127.0.0.1";

  /** The host is a literal, which needs no lookup. */
  static final InetAddress ADDRESS = new InetSocketAddress(HOST, 0).getAddress();

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
}
