package com.browseruse.temporal.activities.internal.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeedsCheckTest {
  private final BrowserUseClient client = mock(BrowserUseClient.class);

  private void check(boolean hasStore, String... needs) {
    new NeedsCheck(client, hasStore).check(Set.of(needs));
  }

  @ParameterizedTest
  @CsvSource({
    "TASK_COST, options.maxCostUsd needs the cost of a task",
    "TASK_LOGS, options.collect.logs needs the logs of a task",
    "ARTIFACT_STORE, BROWSER_USE_ARTIFACTS",
    "TELEPATHY, requires must hold needs that this worker knows"
  })
  void whatIsNotToBeHadIsRefusedByTheNameOfItsOption(String need, String words) {
    assertThatThrownBy(() -> check(false, need))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
              assertThat(failure.isNonRetryable()).isTrue();
            })
        .hasMessageContaining(words);
  }

  @Test
  void whatIsToBeHadIsAccepted() {
    when(client.supports(ApiFeature.TASK_COST)).thenReturn(true);
    when(client.supports(ApiFeature.TASK_LOGS)).thenReturn(true);
    assertThatCode(() -> check(true, "TASK_COST", "TASK_LOGS", "ARTIFACT_STORE"))
        .doesNotThrowAnyException();
  }

  @Test
  void whoNeedsNothingIsAccepted() {
    assertThatCode(() -> new NeedsCheck(client, false).check(null)).doesNotThrowAnyException();
    assertThatCode(() -> check(false)).doesNotThrowAnyException();
  }
}
