package com.browseruse.temporal.activities;

/** A verdict, and what was seen in this very case. */
record OrphanFinding(OrphanVerdict verdict, String reason) {
  static OrphanFinding of(OrphanVerdict verdict) {
    return new OrphanFinding(verdict, verdict.words());
  }
}
