package com.browseruse.temporal.workflows.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The second argument is for the run itself: what a caller puts there must not wedge the run. */
class ExtraArgumentTest extends RunTestBase {

  static List<Object> arguments() {
    return List.of(
        "words", 5, List.of("a"), Map.of("polls", "many"), Map.of("status", ""), new byte[] {1, 2});
  }

  @ParameterizedTest
  @MethodSource("arguments")
  void aSecondArgumentIsRefused(Object second) {
    startWith(Map.of("task", TASK), second);
    assertThat(failure().getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(failure().getOriginalMessage()).startsWith("input must be one JSON object");
  }

  /** (temporal 7) */
  @Test
  void aThirdArgumentIsRefused() {
    startWith(Map.of("task", TASK), null, Map.of("options", Map.of("maxCostUsd", 1)));
    assertThat(failure().getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(failure().getOriginalMessage())
        .isEqualTo("input must be one JSON object, without a second argument");
  }

  @Test
  void anExplicitNullIsNone() {
    remote.status = TaskStatus.FINISHED;
    startWith(Map.of("task", TASK), null);
    assertThat(result().outcome()).isEqualTo(BrowserTaskOutcome.SUCCEEDED);
  }
}
