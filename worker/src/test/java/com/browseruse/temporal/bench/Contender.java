package com.browseruse.temporal.bench;

import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;

/** A way to run a remote task in a workflow and to wait for its end. */
enum Contender {
  WATCHED("plugin, watched", null, null),
  WEBHOOKS("plugin, webhooks", null, null),
  UNWATCHED("plugin, unwatched", null, null),
  LOOP_2S("timer loop, 2 s", Waiting.TIMER_LOOP, Duration.ofSeconds(2)),
  LOOP_5S("timer loop, 5 s", Waiting.TIMER_LOOP, Duration.ofSeconds(5)),
  SERVER_RETRY("server retries, 5 s", Waiting.SERVER_RETRY, Duration.ofSeconds(5)),
  HEARTBEAT("long activity, 5 s", Waiting.LONG_ACTIVITY, Duration.ofSeconds(5)),

  /** As many activities as a watched run has, which do nothing: what the server can do at best. */
  CEILING("ceiling: empty activities", Waiting.NOTHING, Duration.ZERO);

  /** How a run learns that its task has ended, where it is not the plugin's. */
  enum Waiting {
    /** A timer and an activity that reads the status, in turns. */
    TIMER_LOOP,
    /** An activity that fails until the task has ended, and says when to try again. */
    SERVER_RETRY,
    /** An activity that reads, sleeps and heartbeats until the task has ended. */
    LONG_ACTIVITY,
    /** There is no task. */
    NOTHING
  }

  /** More than the longest run. */
  private static final Duration TIMEOUT = Duration.ofDays(30);

  private static final Duration LONGEST_BACK_STOP = Duration.ofMinutes(30);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final String label;
  private final Waiting waiting;
  private final Duration interval;

  Contender(String label, Waiting waiting, Duration interval) {
    this.label = label;
    this.waiting = waiting;
    this.interval = interval;
  }

  String label() {
    return label;
  }

  boolean isPlugin() {
    return waiting == null;
  }

  /** Whether somebody else tells its runs that their tasks have ended. */
  boolean isHinted() {
    return this == WATCHED || this == WEBHOOKS;
  }

  /** About how often it reads a task that takes long. */
  long polls(Duration length) {
    return switch (this) {
      case WATCHED, WEBHOOKS -> length.dividedBy(LONGEST_BACK_STOP);
      case UNWATCHED -> length.dividedBy(LONGEST_WAIT);
      default -> length.dividedBy(interval);
    };
  }

  /** Starts a run of it, whose task has this text. */
  WorkflowStub start(WorkflowClient client, String taskQueue, String id, String text) {
    WorkflowStub run =
        client.newUntypedWorkflowStub(
            isPlugin() ? RunBrowserTaskWorkflow.TYPE : PollingWorkflow.TYPE,
            WorkflowOptions.newBuilder().setTaskQueue(taskQueue).setWorkflowId(id).build());
    if (isPlugin()) {
      run.start(BrowserTask.newBuilder(text).timeout(TIMEOUT).build());
    } else {
      run.start(new PollingWorkflow.Job(text, waiting, interval.toMillis(), null));
    }
    return run;
  }
}
