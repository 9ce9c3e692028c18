package com.browseruse.temporal.chaos;

import java.util.concurrent.Semaphore;

/**
 * What a small machine can do at once. Tests that only wait for a time-out need none of it; the
 * others would slow each other down until none gets to its point in time.
 */
final class Machine {
  private static final int WHOLE = 8;

  /** What a worker's JVM needs while it starts and leads its runs somewhere. */
  static final int A_JVM = 3;

  /** What a single run needs. */
  static final int A_RUN = 1;

  private static final Semaphore ROOM = new Semaphore(WHOLE, true);

  private Machine() {}

  static void take(int share) {
    ROOM.acquireUninterruptibly(share);
  }

  static void giveBack(int share) {
    ROOM.release(share);
  }
}
