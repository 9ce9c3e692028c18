package com.browseruse.temporal.worker.config;

import java.nio.file.NoSuchFileException;
import picocli.CommandLine.ExitCode;

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
    return new UserError(ExitCode.SOFTWARE, sentence);
  }

  /** A setting or an argument is wrong. */
  public static UserError usage(String sentence) {
    return new UserError(ExitCode.USAGE, sentence);
  }

  public int exitCode() {
    return exitCode;
  }

  /** The sentence. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** The message of the innermost cause that has one, in one line. */
  public static String rootMessage(Throwable problem) {
    Throwable root = problem;
    while (root.getCause() != null && root.getCause().getMessage() != null) {
      root = root.getCause();
    }
    if (root instanceof NoSuchFileException) {
      return "there is no file " + PlainText.oneLine(root.getMessage());
    }
    return PlainText.oneLine(
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
  }
}
