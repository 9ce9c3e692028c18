package com.browseruse.temporal.testing.internal.http;

import com.browseruse.temporal.testing.Fault.Disconnect;
import com.browseruse.temporal.testing.internal.http.Dispatcher.DelayedRequest;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles the exchanges of the HTTP server and applies faults. Only here does real time pass. */
public final class RequestHandler {

  /** The paths at and under this are neither counted nor touched by faults. */
  public static final String ADMIN_PREFIX = "/__admin";

  private static final Logger log = LoggerFactory.getLogger(RequestHandler.class);

  private final Dispatcher dispatcher;
  private final Routes admin;
  private final CountDownLatch closed = new CountDownLatch(1);

  public RequestHandler(Dispatcher dispatcher, Routes admin) {
    this.dispatcher = dispatcher;
    this.admin = admin;
  }

  /** Wakes every exchange that waits, so that it closes its connection. */
  public void close() {
    closed.countDown();
  }

  public void handle(HttpExchange httpExchange) {
    Exchange exchange = new Exchange(httpExchange);
    try {
      Request request = exchange.read();
      log.debug("{} {}", request.method(), request.path());
      if ((request.path() + "/").startsWith(ADMIN_PREFIX + "/")) {
        exchange.send(admin.serve(request, Instant.now()));
        return;
      }
      Optional<FaultRule> fault = dispatcher.arrive(request);
      if (fault.isPresent()) {
        handleWithFault(fault.get(), request, exchange);
      } else {
        exchange.send(dispatcher.serve(request));
      }
    } catch (IOException e) {
      log.debug("The client went away: {}", e.toString());
      exchange.disconnect();
    } catch (RuntimeException e) {
      log.error(
          "The emulator failed on {} {}",
          httpExchange.getRequestMethod(),
          httpExchange.getRequestURI(),
          e);
      exchange.disconnect();
    }
  }

  private void handleWithFault(FaultRule fault, Request request, Exchange exchange)
      throws IOException {
    Optional<DelayedRequest> delayed =
        Optional.ofNullable(fault.serveAfter()).map(wait -> dispatcher.serveLater(request, wait));
    if (closedWithin(fault.replyAfter())) {
      exchange.disconnect();
      return;
    }
    Optional<Response> response =
        fault.needsRealResponse()
            ? delayed.flatMap(dispatcher::responseTo)
            : Optional.ofNullable(fault.substitute());
    if (response.isEmpty()) {
      exchange.disconnect();
    } else if (fault.disconnect() == Disconnect.MID_BODY) {
      exchange.sendHalf(response.get().with(fault.headers()));
    } else {
      exchange.send(response.get().with(fault.headers()));
    }
  }

  private boolean closedWithin(Duration wait) {
    try {
      return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** One exchange with a client, which may be cut off. */
  private record Exchange(HttpExchange http) {

    Request read() throws IOException {
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      http.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
      return new Request(
          http.getRequestMethod(),
          http.getRequestURI().getPath(),
          query(http.getRequestURI().getRawQuery()),
          headers,
          http.getRequestBody().readAllBytes(),
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
      http.close();
    }

    private void send(Response response, long bytes) throws IOException {
      response.headers().forEach(http.getResponseHeaders()::set);
      boolean noBody =
          response.body().length() == 0
              || response.status() == 204
              || response.status() == 304
              || http.getRequestMethod().equals("HEAD");
      http.sendResponseHeaders(response.status(), noBody ? -1 : response.body().length());
      if (!noBody) {
        OutputStream out = http.getResponseBody();
        response.body().write(out, bytes);
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
}
