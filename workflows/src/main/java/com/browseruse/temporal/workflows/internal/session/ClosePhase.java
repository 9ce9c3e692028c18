package com.browseruse.temporal.workflows.internal.session;

import com.browseruse.temporal.activities.BrowserSessionActivities;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.internal.run.ActivityStubs;
import com.browseruse.temporal.workflows.internal.run.StopPhase;
import io.temporal.activity.ActivityOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Closes a session as a task is stopped: told until it is taken, and read until it has stopped.
 *
 * @param taskQueue where its activities run; null for that of the workflow
 */
record ClosePhase(@Nullable String taskQueue) implements StopPhase.StopCall {
  private static final Duration CALL = Duration.ofSeconds(130);

  /** Must run detached. Tells whether the session was read to have stopped. */
  boolean close(String sessionId, String why) {
    TaskSnapshot last = new StopPhase(this).stop(sessionId, why).last();
    return last != null && last.hasEnded();
  }

  @Override
  public TaskSnapshot send(String sessionId, String summary, Duration bound) {
    sessions(summary, bound).stopBrowserSession(new Session.Ref(sessionId));
    // That the API takes a stop does not mean that the browser has stopped: the next read tells.
    return snapshot(sessionId, TaskStatus.STARTED);
  }

  @Override
  public TaskSnapshot read(String sessionId, String summary, Duration bound) {
    Session session = sessions(summary, bound).getBrowserSessionStatus(new Session.Ref(sessionId));
    return snapshot(sessionId, session.hasStopped() ? TaskStatus.STOPPED : TaskStatus.STARTED);
  }

  @Override
  public String noun() {
    return "session";
  }

  @Override
  public String notFound() {
    return FailureTypes.SESSION_NOT_FOUND;
  }

  private BrowserSessionActivities sessions(String summary, Duration bound) {
    ActivityOptions.Builder options = ActivityStubs.once(ActivityStubs.options(CALL, bound));
    return ActivityStubs.stub(
        BrowserSessionActivities.class, options.setTaskQueue(taskQueue), summary);
  }

  private static TaskSnapshot snapshot(String sessionId, TaskStatus status) {
    return new TaskSnapshot(sessionId, status, null, null, null, null);
  }
}
