package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More runs than the account may have sessions. */
class WholeSessionLimitTest extends WholeTestBase {

  @Override
  int sessionLimit() {
    return 1;
  }

  @Test
  void aRunWaitsForASessionAndThenSucceeds() {
    play(halfAMinute());
    WorkflowStub first = start(BrowserTask.of(TASK));
    awaitRequests(CREATE, 1);
    WorkflowStub second = start(BrowserTask.of(TASK));
    awaitRequests(CREATE, 2);
    for (WorkflowStub each : new WorkflowStub[] {first, second}) {
      assertThat(each.getResult(BrowserTaskResult.class).outcome())
          .isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    }
    RecordedTask one = oracle(first).exactlyOneTaskAndNoneAlive();
    RecordedTask other = oracle(second).exactlyOneTaskAndNoneAlive();
    RecordedTask earlier = one.createdAt().isBefore(other.createdAt()) ? one : other;
    RecordedTask later = earlier == one ? other : one;
    assertThat(later.createdAt()).isAfterOrEqualTo(earlier.finishedAt());
    assertThat(requests(LIST)).as("looks, though nothing can have been made").isZero();
  }

  @Test
  void whoWaitsForASessionSaysSo() {
    play(halfAMinute());
    WorkflowStub first = start(BrowserTask.of(TASK));
    awaitRequests(CREATE, 1);
    run = start(BrowserTask.of(TASK));
    await().until(() -> progress().problem() != null);
    assertThat(progress().problem())
        .startsWith(
            "waits for a session, as the first of this worker: 429, Too many concurrent active"
                + " sessions");
    assertThat(succeeded().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
    assertThat(first.getResult(BrowserTaskResult.class).outcome())
        .isEqualTo(BrowserTaskOutcome.SUCCEEDED);
  }

  @Test
  void manyWaitWithFewRequests() {
    play(halfAMinute());
    List<WorkflowStub> runs =
        IntStream.range(0, 20).mapToObj(i -> start(BrowserTask.of(TASK))).toList();
    runs.forEach(
        each ->
            assertThat(each.getResult(BrowserTaskResult.class).outcome())
                .isEqualTo(BrowserTaskOutcome.SUCCEEDED));
    runs.forEach(each -> oracle(each).exactlyOneTaskAndNoneAlive());
    assertThat(requests(CREATE)).isLessThan(20 * 20);
  }
}
