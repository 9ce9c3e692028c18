package com.browseruse.temporal.artifacts;

import java.io.IOException;

/**
 * A download did not work. The message never holds the link, which is a secret, and there is no
 * cause, whose message could.
 */
public final class DownloadException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** The storage did not accept the link, nor new ones: expired, or the file is gone. */
    LINK_REFUSED,

    /** The file is larger than allowed. Final. */
    TOO_LARGE,

    /** The connection broke again and again, or what came was not what was announced. */
    BROKEN,

    /** The storage could not be reached, or cannot answer now. */
    UNAVAILABLE
  }

  /** Why. */
  private final Reason reason;

  public DownloadException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /**
   * Gives the reason.
   *
   * @return why it did not work
   */
  public Reason reason() {
    return reason;
  }
}
