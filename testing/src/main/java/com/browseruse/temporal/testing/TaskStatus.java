package com.browseruse.temporal.testing;

/** The states of an emulated task; each API version has its own words for them. */
enum TaskStatus {
  CREATED,
  STARTED,
  PAUSED,
  FINISHED,
  FAILED,
  STOPPED;

  boolean isTerminal() {
    return this == FINISHED || this == FAILED || this == STOPPED;
  }
}
