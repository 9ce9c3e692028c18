package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.testing.RecordedTask;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import io.temporal.client.WorkflowStub;
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
}
