package com.browseruse.temporal.workflows;

/**
 * What a run copies to the artifact store before its links expire. This release has no artifact
 * store: asking for either is refused.
 *
 * @param logs whether to copy the logs. Default {@code false}
 * @param outputFiles whether to copy the output files. Default {@code false}
 */
public record CollectOptions(boolean logs, boolean outputFiles) {

  /** Copies nothing. */
  public static final CollectOptions NOTHING = new CollectOptions(false, false);

  /**
   * Checks what this release can do.
   *
   * @param logs whether to copy the logs
   * @param outputFiles whether to copy the output files
   */
  public CollectOptions {
    if (logs || outputFiles) {
      throw new IllegalArgumentException(
          (logs ? "logs" : "outputFiles")
              + " must be false: this release has no artifact store yet");
    }
  }
}
