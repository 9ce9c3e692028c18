package com.browseruse.temporal.bench;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreateBrowserTaskInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.GetBrowserTaskStatusInput;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.task.TaskSnapshot;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/**
 * What one would write without the plugin: its activities where they do, and no stop, no deadline,
 * no progress. All of them read the status alone, which is the cheapest.
 */
@WorkflowInterface
public interface PollingWorkflow {
  String TYPE = "PollingWorkflow";

  /** As many as a watched run has. */
  int EMPTY_ACTIVITIES = 2;

  /** Runs the task and returns its output. */
  @WorkflowMethod(name = TYPE)
  String run(Job job);

  /** What to run; a run that continues as new has its task. */
  record Job(String text, Contender.Waiting waiting, long intervalMillis, String taskId) {}

  /** Waits in the way that the job says. */
  class Impl implements PollingWorkflow {
    /** Where the plugin's runs continue as new. */
    private static final long LONG_HISTORY = 3_800;

    private static final Duration CALL_LIMIT = Duration.ofMinutes(2);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration CREATE_HEARTBEAT = Duration.ofSeconds(20);

    private final BrowserTaskActivities creates =
        Workflow.newActivityStub(
            BrowserTaskActivities.class,
            call(CALL_LIMIT).setHeartbeatTimeout(CREATE_HEARTBEAT).build());
    private final BrowserTaskActivities tasks =
        Workflow.newActivityStub(BrowserTaskActivities.class, call(CALL_LIMIT).build());
    private final WaitActivities waits =
        Workflow.newActivityStub(WaitActivities.class, call(CALL_LIMIT).build());
    private final WaitActivities longWaits =
        Workflow.newActivityStub(
            WaitActivities.class, call(LONGEST).setHeartbeatTimeout(heartbeatTimeout()).build());

    @Override
    public String run(Job job) {
      if (job.waiting() == Contender.Waiting.NOTHING) {
        for (int i = 0; i < EMPTY_ACTIVITIES; i++) {
          waits.doNothing();
        }
        return "";
      }
      String taskId = job.taskId() == null ? create(job.text()) : job.taskId();
      return switch (job.waiting()) {
        case SERVER_RETRY -> waits.awaitEnd(taskId, job.intervalMillis());
        case LONG_ACTIVITY -> longWaits.followToEnd(taskId, job.intervalMillis());
        default -> {
          loop(job, taskId);
          yield tasks.getBrowserTask(new GetBrowserTaskInput(taskId, null, null)).output();
        }
      };
    }

    protected Duration heartbeatTimeout() {
      return WaitActivities.HEARTBEAT_TIMEOUT;
    }

    private String create(String text) {
      TaskRequest request = TaskRequest.newBuilder(text).build();
      return creates
          .createBrowserTask(new CreateBrowserTaskInput(request, null, null, null, null))
          .taskId();
    }

    private void loop(Job job, String taskId) {
      TaskSnapshot seen;
      do {
        if (Workflow.getInfo().getHistoryLength() >= LONG_HISTORY) {
          Workflow.continueAsNew(new Job(job.text(), job.waiting(), job.intervalMillis(), taskId));
        }
        Workflow.sleep(job.intervalMillis());
        seen = tasks.getBrowserTaskStatus(new GetBrowserTaskStatusInput(taskId, false));
      } while (!seen.status().isEnd(seen.finishedAt()));
    }

    private static ActivityOptions.Builder call(Duration limit) {
      return ActivityOptions.newBuilder().setStartToCloseTimeout(limit);
    }
  }
}
