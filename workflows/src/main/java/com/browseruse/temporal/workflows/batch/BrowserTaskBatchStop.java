package com.browseruse.temporal.workflows.batch;

/** Why a batch ends before all of its lines were run. */
public enum BrowserTaskBatchStop {
  /** The lines cost more than its {@code maxCostUsd}: those that ran were stopped. */
  MAX_COST_USD,

  /** As many lines have failed as its {@code maxFailures}: those that ran came to their end. */
  MAX_FAILURES,

  /** Somebody has stopped it: those that ran were stopped. */
  REQUESTED,

  /** It was cancelled, and so were the lines that ran. */
  CANCELLED
}
