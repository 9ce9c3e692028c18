package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionSignaledEventAttributes;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A signal that arrives before the first task of a continued run: its handler runs before the
 * workflow method. What a server would write is cut out of a recorded history.
 */
class EarlyHintTest {
  private static final Path CONTINUED = Path.of("src/test/resources/histories/continued-2.json");

  @Test
  void theContinuedRunPollsAtOnce() throws IOException {
    WorkflowExecutionHistory history = history(true);
    assertThatCode(() -> replay(history)).doesNotThrowAnyException();
  }

  @Test
  void withoutAHintItWaitsFirst() throws IOException {
    WorkflowExecutionHistory history = history(false);
    assertThatThrownBy(() -> replay(history)).isInstanceOf(Exception.class);
  }

  private static void replay(WorkflowExecutionHistory history) throws Exception {
    WorkflowReplayer.replayWorkflowExecution(history, ShortHistoryRun.class);
  }

  /** The first task sets the timer of the deadline, and polls. */
  private static WorkflowExecutionHistory history(boolean hint) throws IOException {
    List<HistoryEvent> recorded =
        WorkflowExecutionHistory.fromJson(Files.readString(CONTINUED)).getHistory().getEventsList();
    List<HistoryEvent> events = new ArrayList<>();
    events.add(recorded.get(0));
    if (hint) {
      events.add(
          HistoryEvent.newBuilder()
              .setEventType(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED)
              .setWorkflowExecutionSignaledEventAttributes(
                  WorkflowExecutionSignaledEventAttributes.newBuilder()
                      .setSignalName("taskUpdated"))
              .build());
    }
    long scheduled = events.size() + 1L;
    events.add(recorded.get(1));
    HistoryEvent.Builder started = recorded.get(2).toBuilder();
    started.getWorkflowTaskStartedEventAttributesBuilder().setScheduledEventId(scheduled);
    events.add(started.build());
    HistoryEvent.Builder completed = recorded.get(3).toBuilder();
    completed
        .getWorkflowTaskCompletedEventAttributesBuilder()
        .setScheduledEventId(scheduled)
        .setStartedEventId(scheduled + 1);
    events.add(completed.build());
    // The timer of the deadline.
    events.add(recorded.get(4));
    events.add(
        recorded.stream()
            .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
            .findFirst()
            .orElseThrow());
    History.Builder history = History.newBuilder();
    for (HistoryEvent event : events) {
      history.addEvents(event.toBuilder().setEventId(history.getEventsCount() + 1L));
    }
    return new WorkflowExecutionHistory(history.build());
  }
}
