package com.browseruse.temporal.chaos;

import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.workflows.BrowserTaskInput;
import com.browseruse.temporal.workflows.BrowserTaskOptions;
import com.browseruse.temporal.workflows.PollingOptions;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** What the runs of these tests are asked to do, in real time and so in a hurry. */
final class Inputs {
  static final String OUTPUT = "42";

  private static final PollingOptions QUICK =
      new PollingOptions(Duration.ofMillis(100), Duration.ofSeconds(1), 0.2);

  private static final PollingOptions SLOW =
      new PollingOptions(Duration.ofSeconds(10), Duration.ofSeconds(10), 0.0);

  private Inputs() {}

  /** A run that does nothing for a while, once it has its task. */
  static BrowserTaskInput slow() {
    return slow(options -> options);
  }

  static BrowserTaskInput slow(UnaryOperator<BrowserTaskOptions.Builder> options) {
    return quick(builder -> options.apply(builder.polling(SLOW)));
  }

  static BrowserTaskInput quick() {
    return quick(options -> options);
  }

  static BrowserTaskInput quick(UnaryOperator<BrowserTaskOptions.Builder> options) {
    return quick("Find the answer", options);
  }

  static BrowserTaskInput quick(String task, UnaryOperator<BrowserTaskOptions.Builder> options) {
    return BrowserTaskInput.of(
        TaskRequest.newBuilder(task).build(),
        options.apply(BrowserTaskOptions.newBuilder().polling(QUICK)).build());
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
