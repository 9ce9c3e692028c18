package com.browseruse.temporal.whole;

import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of a Temporal server that skips it; the system's time until there is a server. */
final class ServerClock extends Clock {
  private volatile TestWorkflowEnvironment env;

  void follow(TestWorkflowEnvironment server) {
    this.env = server;
  }

  @Override
  public Instant instant() {
    TestWorkflowEnvironment server = env;
    return server == null ? Instant.now() : Instant.ofEpochMilli(server.currentTimeMillis());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("this clock shows UTC only");
  }
}
