package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An outage after which many creates must be looked for at the same time. */
class WholeSharedLookupTest extends WholeTestBase {
  private static final int RUNS = 40;

  @Override
  int sessionLimit() {
    return RUNS;
  }

  @Test
  void manyUnclearCreatesAreFoundWithFewReadingsOfTheList() {
    play(halfAMinute());
    spoil(onCreate().times(RUNS).disconnect(Fault.Disconnect.AFTER));
    List<WorkflowStub> runs =
        IntStream.range(0, RUNS).mapToObj(i -> start(BrowserTask.of(TASK))).toList();
    assertThat(runs)
        .allSatisfy(
            each ->
                assertThat(each.getResult(BrowserTaskResult.class).creation())
                    .isEqualTo(Task.Creation.ADOPTED));
    assertThat(emulator.tasks()).hasSize(RUNS);
    assertThat(requests(LIST)).isLessThan(RUNS / 2);
  }
}
