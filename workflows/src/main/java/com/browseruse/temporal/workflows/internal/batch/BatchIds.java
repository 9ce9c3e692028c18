package com.browseruse.temporal.workflows.internal.batch;

import io.temporal.workflow.Workflow;

/** The workflow ids of what belongs to a batch. */
public final class BatchIds {
  private static final int RANDOM = 8;

  private BatchIds() {}

  /** The run of a line. */
  public static String ofLine(String batchId, String lineId) {
    return batchId + "/" + lineId;
  }

  /** A part: unlike any line, and unlike a part of an earlier run, which may still be ending. */
  static String ofPart(String batchId, int number) {
    String random = Workflow.randomUUID().toString().substring(0, RANDOM);
    return "%s:part-%d-%s".formatted(batchId, number, random);
  }

  /** What tells the file of a part from those of others. */
  static String nameOfPart(String partId) {
    return partId.substring(partId.lastIndexOf(':') + 1);
  }
}
