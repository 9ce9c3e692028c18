package com.browseruse.temporal.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.StopOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A task that no run follows is stopped, and watched until it is over (new-user 26)")
class RemoteStopTest {
  private final BrowserUseClient client = mock(BrowserUseClient.class);
  private TaskStatus status = TaskStatus.STARTED;
  private Instant now = Instant.EPOCH;

  RemoteStopTest() {
    when(client.getTaskSnapshot(anyString()))
        .thenAnswer(call -> TaskSnapshot.of(call.getArgument(0), status, "0.10"));
  }

  @Test
  void aTaskStopsAWhileAfterItWasToldTo() {
    assertThat(stop(Instant.EPOCH.plusSeconds(7), TaskStatus.STOPPED))
        .isEqualTo(new RemoteStop("t-1", TaskStatus.STOPPED, "0.10", StopOutcome.STOPPED));
    verify(client, never()).updateTask("t-1", Task.Action.STOP_TASK_AND_SESSION);
  }

  @Test
  void aTaskMayFinishFirst() {
    assertThat(stop(Instant.EPOCH.plusSeconds(7), TaskStatus.FINISHED).stop())
        .isEqualTo(StopOutcome.FINISHED_FIRST);
  }

  @Test
  void oneThatIsOverIsToldNothing() {
    status = TaskStatus.FAILED;

    assertThat(stop(Instant.MAX, TaskStatus.FAILED).stop()).isEqualTo(StopOutcome.FINISHED_FIRST);
    verify(client, never()).updateTask(any(), any());
  }

  @Test
  void oneThatGoesOnIsNotWaitedForForEver() {
    assertThat(stop(Instant.MAX, TaskStatus.STOPPED).stop()).isEqualTo(StopOutcome.UNCONFIRMED);
    assertThat(Duration.between(Instant.EPOCH, now)).isBetween(ofMinutes(2), ofMinutes(3));
  }

  private static Duration ofMinutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  /** Stops the task, which has another status from a time on; time passes while one waits. */
  private RemoteStop stop(Instant from, TaskStatus then) {
    WaitClock clock =
        new WaitClock() {
          @Override
          public Instant now() {
            return now;
          }

          @Override
          public void execute(Runnable call) {
            call.run();
          }

          @Override
          public void await(CompletableFuture<?> done, Duration limit) {
            now = now.plus(limit);
            status = now.isBefore(from) ? status : then;
          }
        };
    return RemoteStop.of(client, "t-1", new CompletableFuture<>(), clock);
  }
}
