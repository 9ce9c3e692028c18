package com.browseruse.temporal.testing.internal.http;

import com.browseruse.temporal.testing.Fault.Disconnect;
import com.browseruse.temporal.testing.internal.http.Dispatcher.DelayedRequest;
import com.browseruse.temporal.testing.internal.http.Dispatcher.FaultRule;
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

  public void handle(HttpExchange http) {
    try {
      Request request = read(http);
      log.debug("{} {}", request.method(), request.path());
      if ((request.path() + "/").startsWith(ADMIN_PREFIX + "/")) {
        send(http, admin.serve(request, Instant.now()), false);
        return;
      }
      Optional<FaultRule> fault = dispatcher.arrive(request);
      if (fault.isPresent()) {
        handleWithFault(fault.get(), request, http);
      } else {
        send(http, dispatcher.serve(request), false);
      }
    } catch (IOException e) {
      log.debug("The client went away: {}", e.toString());
      http.close();
    } catch (RuntimeException e) {
      log.error("The emulator failed on {} {}", http.getRequestMethod(), http.getRequestURI(), e);
      http.close();
    }
  }

  private void handleWithFault(FaultRule fault, Request request, HttpExchange http)
      throws IOException {
    Optional<DelayedRequest> delayed =
        Optional.ofNullable(fault.serveAfter()).map(wait -> dispatcher.serveLater(request, wait));
    Optional<Response> response =
        closedWithin(fault.replyAfter())
            ? Optional.empty()
            : fault.needsRealResponse()
                ? delayed.flatMap(dispatcher::responseTo)
                : Optional.ofNullable(fault.substitute());
    if (response.isPresent()) {
      boolean half = fault.disconnect() == Disconnect.MID_BODY;
      send(http, response.get().with(fault.headers()), half);
    } else {
      // An exchange that is closed before its response is complete takes the connection along.
      http.close();
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

  private static Request read(HttpExchange http) throws IOException {
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

  /** Sends a response, or its head and half of its body and then cuts the connection. */
  private static void send(HttpExchange http, Response response, boolean half) throws IOException {
    response.headers().forEach(http.getResponseHeaders()::set);
    long length = response.body().length();
    boolean noBody =
        length == 0
            || response.status() == 204
            || response.status() == 304
            || http.getRequestMethod().equals("HEAD");
    http.sendResponseHeaders(response.status(), noBody ? -1 : length);
    if (!noBody) {
      OutputStream out = http.getResponseBody();
      response.body().write(out, half ? length / 2 : length);
      out.flush();
      if (!half) {
        out.close();
      }
    }
    if (half) {
      http.close();
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
