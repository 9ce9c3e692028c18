package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A run that is cancelled before any worker has seen it. */
class WholeUnseenTest extends WholeTestBase {

  @Override
  void startWorkers() {
    // The test does, once the run is cancelled.
  }

  @Test
  void aRunThatIsCancelledBeforeItBeginsCreatesNothing() {
    play(halfAMinute());
    start();
    run.cancel();
    env.start();
    assertCancelled();
    oracle().nothingCreated();
    assertThat(emulator.requests()).isEmpty();
    assertThat(memo().stop()).as("nothing was stopped").isNull();
  }
}
