package com.browseruse.temporal.workflows;

import io.temporal.testing.TestWorkflowEnvironment;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Closes test environments beside the tests, which would wait most of their time for pollers. */
public final class ClosingEnvironments {
  private static final Queue<Thread> CLOSING = new ConcurrentLinkedQueue<>();

  private ClosingEnvironments() {}

  public static void close(TestWorkflowEnvironment env) {
    Thread closing = new Thread(env::close, "close");
    CLOSING.add(closing);
    closing.start();
  }

  /** Waits until all are closed. */
  public static void await() throws InterruptedException {
    for (Thread closing = CLOSING.poll(); closing != null; closing = CLOSING.poll()) {
      closing.join();
    }
  }
}
