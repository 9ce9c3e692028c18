package com.browseruse.temporal.testing;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what a watcher does where time is skipped: the run of a task is told when the task has
 * ended, and need hardly poll. A watcher would have to look all the time, which the server takes
 * for work that it must not skip; the end of a scripted task is known beforehand.
 */
final class TaskHints extends WorkerInterceptorBase {
  private static final Logger log = LoggerFactory.getLogger(TaskHints.class);
  private static final String HINT = "taskUpdated";

  /** After it, by the server's clock, which tells whole milliseconds. */
  private static final Duration ROUNDING = Duration.ofMillis(1);

  private final BrowserUseEmulator emulator;
  private final Supplier<? extends @Nullable TestWorkflowEnvironment> server;
  private final Clock clock;

  /** The workflow of each task. */
  private final Map<String, String> owners = new ConcurrentHashMap<>();

  TaskHints(
      BrowserUseEmulator emulator,
      Supplier<? extends @Nullable TestWorkflowEnvironment> server,
      Clock clock) {
    this.emulator = emulator;
    this.server = server;
    this.clock = clock;
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private @Nullable ActivityInfo info;

      @Override
      public void init(ActivityExecutionContext context) {
        info = context.getInfo();
        super.init(context);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        ActivityOutput output = super.execute(input);
        return afterCall(Objects.requireNonNull(info), output);
      }
    };
  }

  private ActivityInboundCallsInterceptor.ActivityOutput afterCall(
      ActivityInfo info, ActivityInboundCallsInterceptor.ActivityOutput output) {
    String workflowId = info.getWorkflowId();
    if (workflowId != null && output.getResult() instanceof CreatedBrowserTask created) {
      owners.put(created.taskId(), workflowId);
      hintAtEndOf(created.taskId());
      return new ActivityInboundCallsInterceptor.ActivityOutput(created.beingWatched());
    }
    if (info.getActivityType().equals("UpdateBrowserTask")) {
      // A task that goes on after a pause ends later.
      owners.forEach(
          (taskId, owner) -> {
            if (owner.equals(workflowId)) {
              hintAtEndOf(taskId);
            }
          });
    }
    return output;
  }

  private void hintAtEndOf(String taskId) {
    Instant end = emulator.endOf(taskId);
    TestWorkflowEnvironment temporal = server.get();
    if (end == null || temporal == null) {
      return;
    }
    Duration wait = Duration.between(clock.instant(), end).plus(ROUNDING);
    temporal.registerDelayedCallback(
        wait.isNegative() ? Duration.ZERO : wait, () -> hint(temporal, taskId));
  }

  private void hint(TestWorkflowEnvironment temporal, String taskId) {
    Instant end = emulator.endOf(taskId);
    if (end == null || end.isAfter(clock.instant())) {
      hintAtEndOf(taskId);
      return;
    }
    String owner = owners.remove(taskId);
    if (owner == null) {
      return;
    }
    try {
      temporal.getWorkflowClient().newUntypedWorkflowStub(owner).signal(HINT);
    } catch (RuntimeException e) {
      log.debug("The run {} is over before its hint", owner, e);
    }
  }
}
