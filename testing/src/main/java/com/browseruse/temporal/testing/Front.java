package com.browseruse.temporal.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the exchanges of the HTTP server and plays the faults. Only here does real time pass. */
final class Front {

  private static final Logger log = LoggerFactory.getLogger(Front.class);

  private final EmulatedService service;
  private final Admin admin;
  private final CountDownLatch closed = new CountDownLatch(1);

  Front(EmulatedService service) {
    this.service = service;
    this.admin = new Admin(service);
  }

  /** Wakes every exchange that waits, so that it hangs up. */
  void close() {
    closed.countDown();
  }

  void handle(HttpExchange exchange) {
    Wire wire = new Wire(exchange);
    try {
      Request request = wire.read();
      log.debug("{} {}", request.method(), request.path());
      if (request.path().equals(Admin.PREFIX) || request.path().startsWith(Admin.PREFIX + "/")) {
        wire.send(admin.serve(request));
        return;
      }
      Optional<Fault> fault = service.arrive(request);
      if (fault.isPresent()) {
        play(fault.get(), request, wire);
      } else {
        wire.send(service.serve(request));
      }
    } catch (IOException e) {
      log.debug("The client went away: {}", e.toString());
      wire.hangUp();
    } catch (RuntimeException e) {
      log.error(
          "The emulator failed on {} {}", exchange.getRequestMethod(), exchange.getRequestURI(), e);
      wire.hangUp();
    }
  }

  private void play(Fault fault, Request request, Wire wire) throws IOException {
    Answer answer = null;
    LateWork late = null;
    Duration wait = fault.delay();
    if (fault.work() instanceof Work.AtOnce) {
      answer = service.serve(request);
    } else if (fault.work() instanceof Work.Later later) {
      late = service.serveLater(request, later.delay());
      wait = fault.reply().needsTheWork() ? wait.plus(later.delay()) : wait;
    }
    if (closedWithin(wait)) {
      wire.hangUp();
      return;
    }
    if (late != null && fault.reply().needsTheWork()) {
      answer = service.answerOf(late).orElse(null);
    }
    reply(fault, answer, wire);
  }

  private static void reply(Fault fault, Answer answer, Wire wire) throws IOException {
    if (fault.reply() instanceof Reply.Instead instead) {
      wire.send(instead.answer().with(fault.headers()));
    } else if (fault.reply() instanceof Reply.HangUp || answer == null) {
      wire.hangUp();
    } else if (fault.reply() instanceof Reply.CutShort) {
      wire.sendHalf(answer.with(fault.headers()));
    } else {
      wire.send(answer.with(fault.headers()));
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
