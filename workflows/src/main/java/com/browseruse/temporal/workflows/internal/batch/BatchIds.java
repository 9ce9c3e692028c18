package com.browseruse.temporal.workflows.internal.batch;

/** The workflow ids of what belongs to a batch. */
public final class BatchIds {
  private BatchIds() {}

  /** The run of a line. */
  public static String ofLine(String batchId, String lineId) {
    return batchId + "/" + lineId;
  }
}
