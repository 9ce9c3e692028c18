package com.browseruse.temporal.testing;

import java.time.Duration;

/** When the work that a request asks for is done, in an exchange with a fault. */
sealed interface Work {

  /** It is not done. */
  record Skipped() implements Work {}

  /** It is done as soon as the request arrives. */
  record AtOnce() implements Work {}

  /** It is done so much later by the emulator's clock, whether or not the client still waits. */
  record Later(Duration delay) implements Work {}
}
