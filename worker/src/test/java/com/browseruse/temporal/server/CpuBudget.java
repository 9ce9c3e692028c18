package com.browseruse.temporal.server;

import java.util.concurrent.Semaphore;

/**
 * What a small machine can do at once. Tests that only wait for a time-out need none of it; the
 * others would slow each other down until none gets to its point in time. What is longest has a
 * queue of its own, so that it begins first.
 */
public final class CpuBudget {
  /** Processes of ours that start and bring their runs somewhere. */
  public static final Semaphore WORKERS = new Semaphore(2, true);

  /** Single runs on their way to their fault. */
  public static final Semaphore RUNS = new Semaphore(5, true);

  /** Locks of classes that keep the machine busy for their whole time: one at a time of each. */
  public static final String CALLERS = "callers";

  public static final String OWNERS = "owners";

  private CpuBudget() {}
}
