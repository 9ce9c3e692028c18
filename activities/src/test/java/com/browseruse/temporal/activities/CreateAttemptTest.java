package com.browseruse.temporal.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityNotExistsException;
import io.temporal.client.ActivityWorkerShutdownException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CreateAttemptTest {
  private final ActivityExecutionContext context = mock(ActivityExecutionContext.class);
  private final CreateAttempt attempt = new CreateAttempt(context, Duration.ZERO);

  static Stream<ActivityCompletionException> endings() {
    return Stream.of(
        new ActivityCanceledException(),
        new ActivityNotExistsException((Throwable) null),
        new ActivityWorkerShutdownException());
  }

  @ParameterizedTest
  @MethodSource("endings")
  void beforeTheCreateItGivesUpIfNobodyWantsTheTask(ActivityCompletionException ending) {
    doThrow(ending).when(context).heartbeat(any());
    assertThatThrownBy(attempt::heartbeatOrGiveUp).isSameAs(ending);
  }

  @ParameterizedTest
  @MethodSource("endings")
  void whileItLooksItGoesOn(ActivityCompletionException ending) {
    doThrow(ending).when(context).heartbeat(any());
    assertThatCode(attempt::heartbeat).doesNotThrowAnyException();
    verify(context, times(1)).heartbeat(any());
  }

  @Test
  void anInterruptEndsThePauseAndIsKept() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(attempt::pauseForLists).hasRootCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
