package com.browseruse.temporal.chaos;

/** Whether this is the everyday build, with a sample of each table, or {@code -Psweep}. */
final class Sweep {
  static final boolean ON = Boolean.getBoolean("sweep");

  private Sweep() {}

  static int count(int everyday, int sweep) {
    return ON ? sweep : everyday;
  }
}
