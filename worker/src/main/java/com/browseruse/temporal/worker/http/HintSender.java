package com.browseruse.temporal.worker.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends hints to runs, in threads of its own: who brings a hint never waits for Temporal. */
final class HintSender implements AutoCloseable {
  /** How a run is signalled. */
  @FunctionalInterface
  interface Signal {
    /** Sends the signal; false if there is no run of this id, or none any more. */
    boolean send(String workflowId);
  }

  /** More than tasks end in a burst, and few enough to be sent in seconds. */
  static final int MOST_WAITING = 1_000;

  private static final int THREADS = 4;
  private static final long THREAD_SECONDS = 10;
  private static final Logger log = LoggerFactory.getLogger(HintSender.class);

  private final Signal signal;
  private final MeterRegistry metrics;
  private final Set<TaskHint> waiting = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor threads;

  HintSender(Signal signal, MeterRegistry metrics) {
    this.signal = signal;
    this.metrics = metrics;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            THREAD_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            work -> {
              Thread thread = new Thread(work, "browser-use-hints");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    metrics.gauge("browser.use.hints.waiting", waiting, Set::size);
  }

  /**
   * Takes a hint, which one that still waits for the same run stands for.
   *
   * @param lost is called if it could not be sent
   * @return false if too many wait
   */
  boolean offer(TaskHint hint, Runnable lost) {
    if (!waiting.add(hint)) {
      return true;
    }
    try {
      threads.execute(() -> send(hint, lost));
      return true;
    } catch (RejectedExecutionException e) {
      waiting.remove(hint);
      return false;
    }
  }

  private void send(TaskHint hint, Runnable lost) {
    // Before it is sent: what happens from now on needs another one.
    waiting.remove(hint);
    try {
      boolean sent = hint.workflowIds().stream().anyMatch(signal::send);
      count(sent ? "sent" : "no_run");
    } catch (RuntimeException e) {
      log.debug("A hint to {} was lost: {}", hint.workflowIds(), e.toString());
      count("failed");
      lost.run();
    }
  }

  private void count(String outcome) {
    metrics.counter("browser.use.hints", "outcome", outcome).increment();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
