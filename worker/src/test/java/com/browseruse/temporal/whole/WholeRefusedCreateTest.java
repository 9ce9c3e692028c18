package com.browseruse.temporal.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A create that is refused for now has surely made nothing, and needs no look at the lists. */
class WholeRefusedCreateTest extends WholeTestBase {

  @BeforeEach
  void playHalfAMinute() {
    play(halfAMinute());
  }

  private static Fault.Builder refused(Fault.Builder fault) {
    return fault.status(429).header("Retry-After", "30");
  }

  @Test
  void refusalsAloneNeedNoLook() {
    spoil(onCreate().times(4).status(429).header("Retry-After", "1"));
    start();
    BrowserTaskResult result = succeeded();
    oracle().exactlyOneTaskAndNoneAlive();
    assertThat(result.creation()).isEqualTo(Task.Creation.CREATED);
    assertThat(requests(CREATE)).isEqualTo(5);
    assertThat(requests(LIST)).as("looks for work of earlier attempts, or for twins").isZero();
  }

  @Test
  void anAnswerThatIsLostAfterRefusalsIsLookedInto() {
    spoil(refused(onCreate().times(2)));
    spoil(onCreate().after(2).times(1).disconnect(Fault.Disconnect.AFTER));
    start();
    BrowserTaskResult result = succeeded();
    assertThat(result.taskId()).isEqualTo(oracle().exactlyOneTaskAndNoneAlive().id());
    assertThat(result.creation()).isEqualTo(Task.Creation.ADOPTED);
    assertThat(requests(CREATE)).isEqualTo(3);
  }

  @Test
  void aRefusalDoesNotCoverAnAnswerThatWasLostBefore() {
    // The task is not to be seen before the second attempt has been refused.
    spoil(
        onCreate()
            .times(1)
            .disconnect(Fault.Disconnect.BEFORE)
            .commitDelay(Duration.ofSeconds(20)));
    spoil(refused(onCreate().after(1).times(1)));
    start();
    BrowserTaskResult result = succeeded();
    assertThat(result.taskId()).isEqualTo(oracle().exactlyOneTaskAndNoneAlive().id());
    assertThat(result.creation()).isEqualTo(Task.Creation.ADOPTED);
    assertThat(requests(CREATE)).isEqualTo(2);
  }
}
