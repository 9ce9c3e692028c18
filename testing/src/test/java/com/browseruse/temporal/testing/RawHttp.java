package com.browseruse.temporal.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** HTTP without a client, which would hide what really came over the wire. */
public final class RawHttp {

  private RawHttp() {}

  /** Sends a POST and gives every byte that came until the connection was closed. */
  public static String post(int port, String path, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      String request =
          "POST "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nX-Browser-Use-API-Key: any\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
