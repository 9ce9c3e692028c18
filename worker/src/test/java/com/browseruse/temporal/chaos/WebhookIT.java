package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.server.CpuBudget;
import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.http.WorkerHttp;
import com.browseruse.temporal.worker.run.TaskWorker;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.PollingOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** How soon a run is over once its task is, where only webhooks tell it. */
@ExtendWith(TemporalServerExtension.class)
@Timeout(300)
@Tag("sweep")
@Tag("undisturbed")
class WebhookIT {
  private static final String SECRET = "whsec_chaos";
  private static final int RUNS = 50;

  /** So long that a run that polls does so more than once. */
  private static final Duration SHORTEST = Duration.ofSeconds(8);

  /** So far apart tasks end. */
  private static final Duration STEP = Duration.ofMillis(200);

  /** A quarter of a second on a machine with nothing else to do. */
  private static final Duration MEDIAN = Duration.ofSeconds(2);

  private static final PollingOptions HARDLY =
      PollingOptions.newBuilder()
          .initialInterval(Duration.ofMinutes(10))
          .maxInterval(Duration.ofMinutes(10))
          .build();

  @Test
  @ResourceLock(CpuBudget.CALLERS)
  void aRunEndsAtOnceAfterItsTask(TemporalServer server) {
    try (Testbed testbed = new Testbed(server, "webhook");
        WorkerHttp http = WorkerHttp.open(settings(testbed));
        TaskWorker worker = TaskWorker.start(server.client(), settings(testbed))) {
      TemporalConnection temporal = new TemporalConnection(server.client(), server.address(), null);
      http.started(temporal, worker::hinted);
      testbed.emulator().sendWebhooks(http.webhooks(), SECRET);
      testbed.warmUp();
      testbed.addScenario(Inputs.lasting(Duration.ofSeconds(1)));
      EndedRun first =
          EndedRun.await(
              testbed.start(BrowserTask.newBuilder("The first").polling(HARDLY).build()), testbed);
      first.endedBy(EndedRun.SUCCEEDED);

      // By now the worker knows that webhooks arrive.
      for (int i = 0; i < RUNS; i++) {
        Duration length = SHORTEST.plus(STEP.multipliedBy(i));
        testbed.addScenario(Inputs.lasting(length).match("Number " + i + "$"));
        testbed.start(BrowserTask.of("Number " + i));
      }
      List<EndedRun> ends = testbed.awaitEnds().subList(1, RUNS + 1);

      ends.forEach(run -> run.endedBy(EndedRun.SUCCEEDED));
      ends.forEach(EndedRun::exactlyOneTask);
      List<Duration> late =
          ends.stream()
              .map(run -> Duration.between(run.tasks().get(0).finishedAt(), run.closedAt()))
              .sorted()
              .toList();
      System.out.printf(
          "%n%d runs told by webhooks: over %d ms after their tasks in the median, %d ms at most%n",
          RUNS, late.get(RUNS / 2).toMillis(), late.get(RUNS - 1).toMillis());
      assertThat(late.get(RUNS / 2)).isLessThan(MEDIAN);
      assertThat(ends).allSatisfy(run -> assertThat(run.result().polls()).isLessThanOrEqualTo(2));
    }
  }

  private static Settings settings(Testbed testbed) {
    return Settings.read(
        Map.of(
            "BROWSER_USE_API_KEY",
            Testbed.KEY,
            "BROWSER_USE_BASE_URL",
            testbed.emulator().baseUrl().toString(),
            "BROWSER_USE_TASK_QUEUE",
            testbed.taskQueue(),
            "BROWSER_USE_WATCH",
            "false",
            "BROWSER_USE_HTTP_PORT",
            "0",
            "BROWSER_USE_WEBHOOK_SECRET",
            SECRET));
  }
}
