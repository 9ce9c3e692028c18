package com.browseruse.temporal.workflows.internal.reap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.workflows.reap.ReapResult;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReapRefusalTest extends ReapTestBase {

  @ParameterizedTest
  @ValueSource(strings = {"colour", "apply", "olderThan"})
  void aWrongInputFailsTheReaperAtOnce(String field) {
    start(Map.of(field, "red"));
    assertRefused(field);
  }

  @Test
  void aSecondArgumentIsRefused() {
    start(Map.of("apply", true), Map.of("page", 1));
    assertRefused("input");
  }

  private void assertRefused(String field) {
    WorkflowFailedException failed =
        catchThrowableOfType(
            WorkflowFailedException.class, () -> reaper.getResult(ReapResult.class));
    ApplicationFailure failure = (ApplicationFailure) failed.getCause();
    assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(failure.getOriginalMessage()).startsWith(field + " ");
    assertNothingIsStopped();
  }
}
