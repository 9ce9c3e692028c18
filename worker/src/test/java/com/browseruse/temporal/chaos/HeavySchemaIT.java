package com.browseruse.temporal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.server.TemporalServer;
import com.browseruse.temporal.server.TemporalServerExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** A schema that is small and takes for ever must not harm the other runs of its worker. (X5) */
@ExtendWith(TemporalServerExtension.class)
@Timeout(300)
@Isolated("how late runs are is no matter of what else the machine does")
@Tag("sweep")
@Tag("undisturbed")
class HeavySchemaIT {
  private static final int OTHERS = 50;
  private static final int HEAVY = 5;

  /** A few polls, and what a machine that is busy with other tests adds. */
  private static final Duration LATEST = Duration.ofSeconds(10);

  /** Twice as many ways through it with each level. */
  private static String doubling(int levels) {
    StringBuilder schema = new StringBuilder("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");
    for (int i = 0; i < levels - 1; i++) {
      String next = "{\"$ref\":\"#/$defs/d" + (i + 1) + "\"}";
      schema.append("\"d%d\":{\"anyOf\":[%s,%s]},".formatted(i, next, next));
    }
    return schema + "\"d" + (levels - 1) + "\":{\"type\":\"string\"}}}";
  }

  /** The worker has a heap of 256 MiB. */
  @Test
  void aWorkerSurvivesItBesideFiftyOtherRuns(TemporalServer server) {
    try (Testbed testbed = new Testbed(server, "schema");
        WorkerProcess worker = WorkerProcess.withLongTimeouts(testbed)) {
      testbed.warmUp();
      testbed.addScenario(Inputs.lasting(Duration.ofSeconds(20)).output("42"));
      testbed.addScenario(Inputs.lasting(Duration.ofSeconds(10)).match("heavy").output("5"));
      for (int i = 0; i < HEAVY; i++) {
        testbed.start(Inputs.quick("A heavy one", task -> task.structuredOutput(doubling(34))));
      }
      for (int i = 0; i < OTHERS; i++) {
        testbed.start(Inputs.quick());
      }
      List<EndedRun> ends = testbed.awaitEnds();
      List<Duration> late = new ArrayList<>();
      for (EndedRun run : ends) {
        run.endedBy(EndedRun.SUCCEEDED);
        run.exactlyOneTask();
        late.add(Duration.between(run.tasks().get(0).finishedAt(), run.closedAt()));
      }
      for (EndedRun run : ends.subList(0, HEAVY)) {
        run.answered("5");
        assertThat(run.result().structuredOutput()).isEqualTo(5);
        assertThat(run.result().warnings())
            .singleElement()
            .asString()
            .startsWith("structuredOutput was not checked against its schema");
      }
      Duration latest = late.subList(HEAVY, late.size()).stream().max(Duration::compareTo).get();
      System.out.printf(
          "%n%d runs beside %d with a heavy schema: the latest %d ms after its task, %s%n",
          OTHERS, HEAVY, latest.toMillis(), late.subList(0, HEAVY));
      assertThat(latest).isLessThan(LATEST);
      assertThat(worker.count("OutOfMemoryError")).isZero();
    }
  }
}
