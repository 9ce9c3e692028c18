package com.browseruse.temporal.worker.dev;

/** A Temporal server could not be started on this machine. The message is a sentence. */
public final class DevTemporalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DevTemporalException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
