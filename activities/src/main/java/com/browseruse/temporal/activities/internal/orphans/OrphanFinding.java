package com.browseruse.temporal.activities.internal.orphans;

import com.browseruse.temporal.activities.OrphanVerdict;

/** A verdict, and what was seen in this very case. */
public record OrphanFinding(OrphanVerdict verdict, String reason) {
  static OrphanFinding of(OrphanVerdict verdict) {
    return new OrphanFinding(verdict, verdict.words());
  }
}
