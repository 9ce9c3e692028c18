package com.browseruse.temporal.workflows;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What a run copies to the worker's artifact store before its links expire. Asking for either is
 * refused before the task is created if the worker has no artifact store, or the API no logs.
 *
 * @param logs whether to copy the logs. Default {@code false}
 * @param outputFiles whether to copy the output files. Default {@code false}
 */
public record CollectOptions(boolean logs, boolean outputFiles) {

  /** Copies nothing. */
  public static final CollectOptions NOTHING = new CollectOptions(false, false);

  @JsonIgnore
  public boolean isAnything() {
    return logs || outputFiles;
  }
}
