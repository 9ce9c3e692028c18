package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.run.TaskWorker;
import com.browseruse.temporal.workflows.BrowserTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many runs at once on an API that enforces its budget of requests. */
@ExtendWith(TemporalServerExtension.class)
@Timeout(500)
@Tag("bench")
class RateLimitIT {
  private static final Logger log = LoggerFactory.getLogger(RateLimitIT.class);

  private static final int RUNS = Integer.getInteger("rate-limit.runs", 300);
  private static final int RATE = 25;
  private static final Duration LENGTH = Duration.ofSeconds(20);

  /** A create, a look that sees the end, and the result. */
  private static final int CALLS = 3;

  @ParameterizedTest(name = "watched: {0}")
  @ValueSource(booleans = {true, false})
  void manyRunsKeepTheBudget(boolean watched, TemporalServer server) {
    try (Testbed testbed =
        new Testbed(
            server,
            "rate-limit",
            ApiVersion.V2,
            emulator -> emulator.rateLimit(RATE).sessionLimit(10_000))) {
      TaskWorker worker = TaskWorker.start(server.client(), settings(testbed, watched));
      try {
        measure(testbed, watched);
      } finally {
        worker.close();
      }
    }
  }

  private static void measure(Testbed testbed, boolean watched) {
    testbed.addScenario(Inputs.lasting(LENGTH));
    testbed.warmUp();
    Instant start = Instant.now();
    testbed.startAtOnce(RUNS, BrowserTask.of("Find the answer"));
    Duration started = Duration.between(start, Instant.now());
    List<EndedRun> ended = testbed.awaitEnds();
    Duration took =
        Duration.between(
            start, ended.stream().map(EndedRun::closedAt).max(Comparator.naturalOrder()).get());
    int calls = testbed.emulator().requests().values().stream().mapToInt(i -> i).sum();
    int refused = testbed.emulator().rateLimited();
    Instant lastCreate =
        testbed.emulator().tasks().stream()
            .map(RecordedTask::createdAt)
            .max(Comparator.naturalOrder())
            .get();
    List<Duration> late =
        ended.stream()
            .map(run -> Duration.between(run.tasks().get(0).finishedAt(), run.closedAt()))
            .sorted()
            .toList();
    Duration least = LENGTH.plusSeconds(CALLS * RUNS / RATE);
    log.info(
        "{} runs, watched {}: started in {}, took {} of at least {}; {} requests, {} refused,"
            + " last create after {}, late by {} (median), {} (95th), {} (worst); {}",
        RUNS,
        watched,
        started,
        took,
        least,
        calls,
        refused,
        Duration.between(start, lastCreate),
        late.get(RUNS / 2),
        late.get(RUNS * 95 / 100),
        late.get(RUNS - 1),
        testbed.emulator().requests());
    for (EndedRun run : ended) {
      run.endedBy(EndedRun.SUCCEEDED);
      run.exactlyOneTask();
    }
    assertThat(refused).isLessThan(calls / 20);
    assertThat(took).isLessThan(least.multipliedBy(3).dividedBy(2));
  }

  private static Settings settings(Testbed testbed, boolean watched) {
    return Settings.read(
        Map.of(
            Settings.API_KEY, Testbed.KEY,
            Settings.BASE_URL, testbed.emulator().baseUrl().toString(),
            Settings.TASK_QUEUE, testbed.taskQueue(),
            Settings.WATCH, Boolean.toString(watched)));
  }
}
