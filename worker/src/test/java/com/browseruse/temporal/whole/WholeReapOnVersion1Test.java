package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.workflows.reap.ReapInput;
import com.browseruse.temporal.workflows.reap.ReapResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists of version 1 tell no markers, so that each live task is read. */
class WholeReapOnVersion1Test extends WholeReapBase {
  /**
   * Far from what the live run may let the server skip while a reaper is at work: its next poll.
   */
  private static final Duration AGE = LONG_ENOUGH.multipliedBy(6);

  @Override
  ApiVersion apiVersion() {
    return ApiVersion.V1;
  }

  @Test
  void whatOutlivedItsRunIsStoppedAndNothingElse() {
    String earlier = orphan("milk");
    String later = startLong("milk", null);
    String unmarked = client.createTask(TaskRequest.newBuilder(TASK).build()).taskId();
    env.sleep(AGE);
    String young = orphan("bread");

    ReapResult dry = reap(ReapInput.newBuilder().olderThan(AGE).build());
    assertThat(dry.scanned()).isGreaterThanOrEqualTo(3);
    assertThat(dry.wouldStop()).isEqualTo(1);
    assertUntouched(earlier);

    ReapResult result = reap(ReapInput.newBuilder().olderThan(AGE).apply(true).build());
    assertThat(result.stopped()).isEqualTo(1);
    assertThat(ledger(earlier).status()).isEqualTo("stopped");
    List.of(later, unmarked, young).forEach(this::assertUntouched);
  }
}
