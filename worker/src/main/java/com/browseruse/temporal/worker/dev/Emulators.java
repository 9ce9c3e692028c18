package com.browseruse.temporal.worker.dev;

import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.worker.config.UserError;
import java.io.UncheckedIOException;

/** Starts the emulator with an error that a person understands. */
public final class Emulators {
  private Emulators() {}

  public static BrowserUseEmulator start(BrowserUseEmulator.Builder builder, int port) {
    try {
      return builder.start();
    } catch (UncheckedIOException e) {
      throw UserError.failed(
          "The emulator cannot listen on port " + port + ": another program may have it");
    }
  }
}
