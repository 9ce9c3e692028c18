package com.browseruse.temporal.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskStatusTest {
  private static final Instant NOW = Instant.EPOCH;

  /** (api 14) */
  @ParameterizedTest
  @ValueSource(strings = {"finished", "FINISHED", "Finished", " finished ", "finished\n"})
  void aKnownWordIsTheSameInOtherLetters(String word) {
    assertThat(new TaskStatus(word)).isEqualTo(TaskStatus.FINISHED);
    assertThat(new TaskStatus(word).word()).isEqualTo("finished");
  }

  @Test
  void anUnknownWordIsKept() {
    assertThat(new TaskStatus("Dreaming ").word()).isEqualTo("Dreaming ");
    assertThat(new TaskStatus("Dreaming ").isKnown()).isFalse();
  }

  /** (api 14) */
  @Test
  void anUnknownWordIsAnEndIfThereIsATimeOfIt() {
    assertThat(new TaskStatus("done").isEnd(NOW)).isTrue();
    assertThat(new TaskStatus("done").isEnd(null)).isFalse();
    assertThat(TaskStatus.STARTED.isEnd(NOW)).as("the word is clear").isFalse();
    assertThat(TaskStatus.FAILED.isEnd(null)).isTrue();
  }
}
