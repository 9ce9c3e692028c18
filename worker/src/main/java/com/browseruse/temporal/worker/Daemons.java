package com.browseruse.temporal.worker;

import java.util.concurrent.Executor;

/** Threads for calls that nobody may want to wait for: they do not keep the process alive. */
final class Daemons {
  static final Executor EXECUTOR =
      work -> {
        Thread thread = new Thread(work, "call to Temporal");
        thread.setDaemon(true);
        thread.start();
      };

  private Daemons() {}
}
