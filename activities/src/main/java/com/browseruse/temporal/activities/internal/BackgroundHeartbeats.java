package com.browseruse.temporal.activities.internal;

import com.browseruse.temporal.activities.internal.create.HeartbeatLocks;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends heartbeats while an activity runs, so that its heartbeat timeout tells how soon a lost
 * worker is noticed, and not how long a call to the API may take. An activity that is quicker than
 * the first of them sends none, and costs none.
 */
final class BackgroundHeartbeats implements InvocationHandler {
  private static final Logger log = LoggerFactory.getLogger(BackgroundHeartbeats.class);

  /** So often within a timeout, since the SDK passes on only one in most of the timeout. */
  private static final int PER_TIMEOUT = 4;

  private static final ScheduledExecutorService BEATER = beater();

  /** A thread for each that is under way: a Temporal that is slow to respond holds up no other. */
  private static final Executor SENDERS =
      Executors.newCachedThreadPool(BackgroundHeartbeats::daemon);

  private final Object activities;
  private final Supplier<ActivityExecutionContext> context;
  private final ScheduledExecutorService beater;
  private final Executor senders;
  private final AttemptLog attempts;

  BackgroundHeartbeats(
      Object activities,
      Supplier<ActivityExecutionContext> context,
      ScheduledExecutorService beater,
      Executor senders,
      AttemptLog attempts) {
    this.activities = activities;
    this.context = context;
    this.beater = beater;
    this.senders = senders;
    this.attempts = attempts;
  }

  /** Lets the activities of an interface send heartbeats. */
  static <T> T around(Class<T> type, T activities) {
    return around(type, activities, Activity::getExecutionContext);
  }

  static <T> T around(Class<T> type, T activities, Supplier<ActivityExecutionContext> context) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            new BackgroundHeartbeats(
                activities, context, BEATER, SENDERS, new AttemptLog(Clock.systemUTC()))));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return method.invoke(activities, arguments);
    }
    ActivityExecutionContext running = context.get();
    Future<?> beats = start(running);
    try {
      Object result = method.invoke(activities, arguments);
      attempts.succeeded(running.getInfo());
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof ApplicationFailure failure
          ? attempts.failed(running.getInfo(), failure)
          : e.getCause();
    } finally {
      if (beats != null) {
        beats.cancel(false);
      }
    }
  }

  private @Nullable Future<?> start(ActivityExecutionContext running) {
    Duration timeout = running.getInfo().getHeartbeatTimeout();
    if (timeout.isZero()) {
      return null;
    }
    long period = Math.max(1, timeout.toMillis() / PER_TIMEOUT);
    AtomicBoolean isSending = new AtomicBoolean();
    Runnable send =
        () -> {
          try {
            beat(running);
          } finally {
            isSending.set(false);
          }
        };
    Runnable beat =
        () -> {
          if (isSending.compareAndSet(false, true)) {
            senders.execute(send);
          }
        };
    return beater.scheduleAtFixedRate(beat, period, period, TimeUnit.MILLISECONDS);
  }

  private static void beat(ActivityExecutionContext running) {
    ReentrantLock lock = HeartbeatLocks.of(running);
    if (!lock.tryLock()) {
      // The activity is telling something itself.
      return;
    }
    try {
      // The same details again: what the activity itself has told must not be lost.
      running.heartbeat(running.getHeartbeatDetails(Object.class).orElse(null));
    } catch (ActivityCompletionException e) {
      // Cancelled, or the worker is going down: the activity asks for that where it matters.
      return;
    } catch (RuntimeException e) {
      log.debug("A heartbeat failed; the next one may not", e);
    } finally {
      lock.unlock();
    }
  }

  private static ScheduledExecutorService beater() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(1, BackgroundHeartbeats::daemon);
    executor.setRemoveOnCancelPolicy(true);
    executor.setKeepAliveTime(10, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "browser-use-heartbeats");
    thread.setDaemon(true);
    return thread;
  }
}
