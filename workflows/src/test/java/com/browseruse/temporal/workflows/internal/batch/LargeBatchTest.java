package com.browseruse.temporal.workflows.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatch;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchLine;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchResult;
import com.browseruse.temporal.workflows.caller.BrowserTaskBatchHandle;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A large batch, with runs that only take their time. */
@Tag("nightly")
@Timeout(600)
class LargeBatchTest {
  /** Enough for several parts; the in-process server takes many minutes for ten thousand. */
  private static final int LINES = 1_500;

  private static final int AT_ONCE = 100;
  private static final int MINUTES = 10;

  @Test
  void noHistoryGetsLong() {
    try (TestWorkflowEnvironment env = TestWorkflowEnvironment.newInstance()) {
      Worker worker = env.newWorker(RunBrowserTaskWorkflow.DEFAULT_TASK_QUEUE);
      worker.registerWorkflowImplementationTypes(
          RunBrowserTaskBatchWorkflowImpl.class, BatchPartImpl.class, BatchPartsTest.RunImpl.class);
      worker.registerActivitiesImplementations(new BatchActivitiesImpl(null));
      env.start();
      BrowserTaskBatch.Builder lines = BrowserTaskBatch.newBuilder().concurrency(AT_ONCE);
      for (int i = 1; i <= LINES; i++) {
        lines.add("line-" + i, BrowserTask.of(Integer.toString(MINUTES)));
      }
      Instant start = Instant.ofEpochMilli(env.currentTimeMillis());
      BrowserTaskBatchHandle batch =
          BrowserTasks.create(env.getWorkflowClient()).batch("large", lines.build());
      BrowserTaskBatchResult result = batch.result();
      Duration length = Duration.between(start, time(env, "large"));

      assertThat(result.outcomes()).isEqualTo(Map.of("SUCCEEDED", LINES));
      assertThat(batch.lines(0))
          .hasSize(LINES)
          .extracting(BrowserTaskBatchLine::id)
          .doesNotHaveDuplicates();
      List<HistoryEvent> events = events(env, "large");
      assertThat(events).hasSizeLessThan(4_000);
      List<String> parts =
          events.stream()
              .filter(
                  event ->
                      event.getEventType()
                          == EventType.EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED)
              .map(HistoryEvent::getStartChildWorkflowExecutionInitiatedEventAttributes)
              .map(child -> child.getWorkflowId())
              .toList();
      assertThat(parts).allSatisfy(part -> assertThat(events(env, part)).hasSizeLessThan(4_000));
      assertThat(length).isLessThan(Duration.ofMinutes(MINUTES * LINES / AT_ONCE * 11L / 10));
    }
  }

  private static List<HistoryEvent> events(TestWorkflowEnvironment env, String id) {
    return env.getWorkflowClient().fetchHistory(id).getEvents();
  }

  private static Instant time(TestWorkflowEnvironment env, String id) {
    List<HistoryEvent> events = events(env, id);
    return Instant.ofEpochSecond(events.get(events.size() - 1).getEventTime().getSeconds());
  }
}
