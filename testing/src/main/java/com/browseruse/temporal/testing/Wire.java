package com.browseruse.temporal.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** One exchange with a client: reads the request, and sends an answer whole, in half, or not. */
final class Wire {

  private final HttpExchange exchange;

  Wire(HttpExchange exchange) {
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
        exchange.getRequestBody().readAllBytes());
  }

  void send(Answer answer) throws IOException {
    send(answer, answer.body().length());
  }

  void sendHalf(Answer answer) throws IOException {
    send(answer, answer.body().length() / 2);
    hangUp();
  }

  void hangUp() {
    // An exchange that is closed before its answer is complete takes the connection along.
    exchange.close();
  }

  private void send(Answer answer, long bytes) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean noBody =
        answer.body().length() == 0
            || answer.status() == 204
            || answer.status() == 304
            || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), noBody ? -1 : answer.body().length());
    if (!noBody) {
      OutputStream out = exchange.getResponseBody();
      answer.body().write(out, 0, bytes);
      out.flush();
      if (bytes == answer.body().length()) {
        out.close();
      }
    }
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw != null && !raw.isEmpty()) {
      for (String pair : raw.split("&")) {
        int sign = pair.indexOf('=');
        String name = sign < 0 ? pair : pair.substring(0, sign);
        query.put(decode(name), sign < 0 ? "" : decode(pair.substring(sign + 1)));
      }
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
