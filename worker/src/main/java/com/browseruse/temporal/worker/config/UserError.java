package com.browseruse.temporal.worker.config;

/** Something that the person at the command line can put right; told in one plain sentence. */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private UserError(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  /** The command was understood, but could not be carried out. */
  public static UserError failed(String sentence) {
    return new UserError(ExitCodes.FAILED, sentence);
  }

  /** A setting or an argument is wrong. */
  public static UserError usage(String sentence) {
    return new UserError(ExitCodes.USAGE, sentence);
  }

  public int exitCode() {
    return exitCode;
  }
}
