package com.browseruse.temporal.testing.internal.http;

import com.browseruse.temporal.testing.Fault.Disconnect;
import com.browseruse.temporal.testing.internal.http.Dispatcher.DelayedRequest;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
}
