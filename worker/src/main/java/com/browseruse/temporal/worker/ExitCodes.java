package com.browseruse.temporal.worker;

/** What the process ends with. */
final class ExitCodes {
  static final int SUCCESS = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  /** Ended by Ctrl-C, as shells count it. */
  static final int INTERRUPTED = 130;

  private ExitCodes() {}
}
