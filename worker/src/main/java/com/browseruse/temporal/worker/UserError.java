package com.browseruse.temporal.worker;

/** Something that the person at the command line can put right; told in one plain sentence. */
final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private UserError(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  /** The command was understood, but could not be carried out. */
  static UserError failed(String sentence) {
    return new UserError(ExitCodes.FAILED, sentence);
  }

  /** A setting or an argument is wrong. */
  static UserError usage(String sentence) {
    return new UserError(ExitCodes.USAGE, sentence);
  }

  int exitCode() {
    return exitCode;
  }
}
