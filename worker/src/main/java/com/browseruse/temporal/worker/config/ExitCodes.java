package com.browseruse.temporal.worker.config;

/** What the process ends with. */
public final class ExitCodes {
  public static final int SUCCESS = 0;
  public static final int FAILED = 1;
  public static final int USAGE = 2;

  /** Ended by Ctrl-C, as shells count it. */
  public static final int INTERRUPTED = 130;

  private ExitCodes() {}
}
