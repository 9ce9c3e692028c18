package com.browseruse.temporal.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityNotExistsException;
import io.temporal.client.ActivityResetException;
import io.temporal.client.ActivityWorkerShutdownException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CreateAttemptTest {
  private final ActivityExecutionContext context = mock(ActivityExecutionContext.class);
  private final CreateAttempt attempt = new CreateAttempt(context, Duration.ZERO);

  static Stream<ActivityCompletionException> endings() {
    return Stream.of(
        new ActivityCanceledException(),
        new ActivityNotExistsException((Throwable) null),
        new ActivityResetException(),
        new ActivityWorkerShutdownException());
  }

  @ParameterizedTest
  @MethodSource("endings")
  void beforeTheCreateItGivesUpIfNobodyWantsTheTask(ActivityCompletionException ending) {
    doThrow(ending).when(context).heartbeat(any());
    assertThatThrownBy(attempt::giveUpIfUnwanted).isSameAs(ending);
  }

  @ParameterizedTest
  @CsvSource({"1, 0, true", "1, 5, true", "2, 1000, false", "1, 1000, false"})
  void anAttemptIsTheFirstOnlyIfItWasScheduledWithTheActivity(
      int number, long millisLater, boolean first) {
    ActivityInfo info = mock(ActivityInfo.class);
    when(context.getInfo()).thenReturn(info);
    when(info.getAttempt()).thenReturn(number);
    when(info.getScheduledTimestamp()).thenReturn(1_000_000L);
    when(info.getCurrentAttemptScheduledTimestamp()).thenReturn(1_000_000L + millisLater);
    assertThat(attempt.isFirst()).isEqualTo(first);
  }

  @Test
  void anInterruptEndsThePauseAndIsKept() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(attempt::pauseForLists).hasRootCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
