package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A list that does not show a new task at once, after a create whose answer was lost. */
class WholeListLagTest extends WholeTestBase {

  @Override
  Duration listPause() {
    return Duration.ofMillis(400);
  }

  @Test
  void aListThatLagsALittleShowsTheTaskInTime() {
    play(halfAMinute());
    emulator.setListLag(Duration.ofMillis(200));
    spoil(onCreate().times(1).disconnect(Fault.Disconnect.AFTER));
    start();
    assertThat(succeeded().creation()).isEqualTo(Task.Creation.ADOPTED);
    oracle().exactlyOneTaskAndNoneAlive();
    assertThat(requests(CREATE)).isEqualTo(1);
  }

  @Test
  void aListThatLagsLongCostsATwinThatIsStopped() {
    play(halfAMinute().stepDuration(Duration.ofMinutes(1)));
    emulator.setListLag(Duration.ofSeconds(12));
    spoil(onCreate().times(1).disconnect(Fault.Disconnect.AFTER));
    start();
    BrowserTaskResult result = succeeded();
    oracle().oneTaskAndStoppedTwins(result.taskId(), 1);
    assertThat(result.creation()).isEqualTo(Task.Creation.CREATED);
    assertThat(requests(CREATE)).isEqualTo(2);
  }
}
