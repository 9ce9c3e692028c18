package com.browseruse.temporal.testing.internal.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with a client: reads the request, and sends a response whole, in half, or not at
 * all.
 */
final class Exchange {

  private final HttpExchange exchange;

  Exchange(HttpExchange exchange) {
    this.exchange = exchange;
  }

  Request read() throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        query(exchange.getRequestURI().getRawQuery()),
        headers,
        exchange.getRequestBody().readAllBytes(),
        null);
  }

  void send(Response response) throws IOException {
    send(response, response.body().length());
  }

  void sendHalf(Response response) throws IOException {
    send(response, response.body().length() / 2);
    disconnect();
  }

  void disconnect() {
    // An exchange that is closed before its response is complete takes the connection along.
    exchange.close();
  }

  private void send(Response response, long bytes) throws IOException {
    response.headers().forEach(exchange.getResponseHeaders()::set);
    boolean noBody =
        response.body().length() == 0
            || response.status() == 204
            || response.status() == 304
            || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(response.status(), noBody ? -1 : response.body().length());
    if (!noBody) {
      OutputStream out = exchange.getResponseBody();
      response.body().write(out, 0, bytes);
      out.flush();
      if (bytes == response.body().length()) {
        out.close();
      }
    }
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : Objects.requireNonNullElse(raw, "").split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]));
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
