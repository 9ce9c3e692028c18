package com.browseruse.temporal.worker.run;

import java.util.concurrent.Executor;

/** Threads for calls that nobody may want to wait for: they do not keep the process alive. */
public final class Daemons {
  public static final Executor EXECUTOR =
      work -> {
        Thread thread = new Thread(work, "call to Temporal");
        thread.setDaemon(true);
        thread.start();
      };

  private Daemons() {}
}
