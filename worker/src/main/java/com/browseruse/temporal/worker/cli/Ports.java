package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.config.UserError;

/** Ports as options. */
public final class Ports {
  private static final int LARGEST = 65_535;

  private Ports() {}

  /**
   * Checks a port.
   *
   * @throws UserError if it cannot be one; the sentence names the option
   */
  public static int checked(String option, int port) {
    if (port < 0 || port > LARGEST) {
      throw UserError.usage(
          option + " must be 0 to " + LARGEST + " (0 takes any that is free), but is " + port);
    }
    return port;
  }
}
