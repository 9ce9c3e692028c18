package com.browseruse.temporal.activities.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityWorkerShutdownException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;

class BackgroundHeartbeatsTest {
  private final ActivityExecutionContext context = mock(ActivityExecutionContext.class);
  private final ActivityInfo info = mock(ActivityInfo.class);
  private final ScheduledExecutorService beater = mock(ScheduledExecutorService.class);
  private final ScheduledFuture<?> beats = mock(ScheduledFuture.class);
  private final Callable<?> activity = mock(Callable.class);
  private final Callable<?> wrapped =
      (Callable<?>)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Callable.class},
              new BackgroundHeartbeats(
                  activity,
                  () -> context,
                  beater,
                  Runnable::run,
                  new AttemptLog(Clock.systemUTC())));

  @BeforeEach
  void prepare() {
    when(context.getInfo()).thenReturn(info);
    when(context.getHeartbeatDetails(Object.class)).thenReturn(Optional.empty());
    doReturn(beats).when(beater).scheduleAtFixedRate(any(), anyLong(), anyLong(), any());
    timeout(Duration.ofSeconds(20));
  }

  private void timeout(Duration timeout) {
    when(info.getHeartbeatTimeout()).thenReturn(timeout);
  }

  private Runnable beat() {
    ArgumentCaptor<Runnable> beat = ArgumentCaptor.forClass(Runnable.class);
    verify(beater).scheduleAtFixedRate(beat.capture(), anyLong(), anyLong(), any());
    return beat.getValue();
  }

  @Test
  void theyAreSentSeveralTimesWithinTheTimeoutWhileTheActivityRuns() throws Exception {
    doReturn("answer").when(activity).call();
    assertThat(wrapped.call()).isEqualTo("answer");
    InOrder order = inOrder(beater, activity, beats);
    order
        .verify(beater)
        .scheduleAtFixedRate(any(), eq(5000L), eq(5000L), eq(TimeUnit.MILLISECONDS));
    order.verify(activity).call();
    order.verify(beats).cancel(false);
  }

  @Test
  void theyEndWithAnActivityThatFailsAndItsFailureIsTheSame() throws Exception {
    Exception failure = new Exception("no");
    doThrow(failure).when(activity).call();
    assertThatThrownBy(wrapped::call).isSameAs(failure);
    verify(beats).cancel(false);
  }

  @Test
  void theyTellAgainWhatTheActivityHasTold() throws Exception {
    when(context.getHeartbeatDetails(Object.class)).thenReturn(Optional.of(4711));
    wrapped.call();
    beat().run();
    verify(context).heartbeat(4711);
  }

  @Test
  void oneThatFailsIsFollowedByOthers() throws Exception {
    wrapped.call();
    Runnable beat = beat();
    for (RuntimeException e :
        new RuntimeException[] {
          new ActivityWorkerShutdownException(), new IllegalStateException()
        }) {
      doThrow(e).when(context).heartbeat(any());
      assertThatCode(beat::run).doesNotThrowAnyException();
    }
  }

  @Test
  void withoutATimeoutThereAreNone() throws Exception {
    timeout(Duration.ZERO);
    wrapped.call();
    verify(activity).call();
    verifyNoInteractions(beater);
  }

  @Test
  void whatIsNoActivityNeedsNone() {
    assertThat(wrapped).hasToString(activity.toString());
    verifyNoInteractions(beater);
  }

  /**
   * Two threads were shared by all activities: one slow response held up all the others (core 19).
   */
  @Test
  void oneThatTemporalIsSlowToTakeHoldsUpNoOther() throws Exception {
    CountDownLatch all = new CountDownLatch(50);
    CountDownLatch over = new CountDownLatch(1);
    timeout(Duration.ofMillis(40));
    doAnswer(call -> over.await(10, TimeUnit.SECONDS)).when(activity).call();
    ExecutorService callers = Executors.newCachedThreadPool();
    try {
      for (int i = 0; i < 50; i++) {
        ActivityExecutionContext each = slowContext(all, over);
        Callable<?> slow = BackgroundHeartbeats.around(Callable.class, activity, () -> each);
        callers.submit(slow);
      }
      assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      over.countDown();
      callers.shutdownNow();
    }
  }

  private ActivityExecutionContext slowContext(CountDownLatch all, CountDownLatch over) {
    ActivityExecutionContext slow = mock(ActivityExecutionContext.class);
    when(slow.getInfo()).thenReturn(info);
    when(slow.getHeartbeatDetails(Object.class)).thenReturn(Optional.empty());
    doAnswer(
            call -> {
              all.countDown();
              over.await();
              return null;
            })
        .when(slow)
        .heartbeat(any());
    return slow;
  }
}
