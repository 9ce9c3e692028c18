package com.browseruse.temporal.chaos;

import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.PollingOptions;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** What the runs of these tests are asked to do, in real time and so in a hurry. */
final class Inputs {
  static final String OUTPUT = "42";

  private static final PollingOptions QUICK =
      PollingOptions.newBuilder()
          .initialInterval(Duration.ofMillis(100))
          .maxInterval(Duration.ofSeconds(1))
          .growth(0.2)
          .build();

  private static final PollingOptions SLOW =
      PollingOptions.newBuilder()
          .initialInterval(Duration.ofSeconds(10))
          .maxInterval(Duration.ofSeconds(10))
          .growth(0.0)
          .build();

  private Inputs() {}

  /** A run that does nothing for a while, once it has its task. */
  static BrowserTask slow() {
    return slow(options -> options);
  }

  static BrowserTask slow(UnaryOperator<BrowserTask.Builder> options) {
    return quick(builder -> options.apply(builder.polling(SLOW)));
  }

  static BrowserTask quick() {
    return quick(options -> options);
  }

  static BrowserTask quick(UnaryOperator<BrowserTask.Builder> options) {
    return quick("Find the answer", options);
  }

  static BrowserTask quick(String task, UnaryOperator<BrowserTask.Builder> options) {
    return options.apply(BrowserTask.newBuilder(task).polling(QUICK)).build();
  }

  /** A task that answers after a while. */
  static Scenario.Builder lasting(Duration length) {
    return Scenario.newBuilder()
        .startDelay(Duration.ZERO)
        .steps(4)
        .stepDuration(length.dividedBy(4))
        .output(OUTPUT);
  }

  /** A task that works until it is stopped, so that no end of its own hides that nobody did. */
  static Scenario.Builder endless() {
    return Scenario.newBuilder()
        .startDelay(Duration.ZERO)
        .stepDuration(Duration.ofSeconds(1))
        .outcome(Scenario.Outcome.NEVER);
  }
}
