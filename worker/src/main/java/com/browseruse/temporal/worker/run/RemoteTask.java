package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskStep;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;

/**
 * What Browser Use Cloud itself tells of the task of a run.
 *
 * @param steps its steps, oldest first; empty if they could not be read
 * @param liveUrl where a person can watch and steer its browser; null unless asked for
 * @param publicShareUrl where anybody can see its outcome; null unless asked for
 * @param stepsNote why the steps are not known, or null
 * @param task all that was read, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RemoteTask(
    List<Step> steps,
    String liveUrl,
    String publicShareUrl,
    String stepsNote,
    @JsonIgnore Task task) {

  /**
   * A step without what it is not needed for here: actions, memory, and links to pictures, which
   * open to whoever has them.
   *
   * @param duration how long it took, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Step(int number, String nextGoal, String url, Duration duration) {
    private static Step of(TaskStep step) {
      return new Step(step.number(), step.nextGoal(), step.url(), step.duration());
    }
  }

  public static RemoteTask unknown(String why) {
    return new RemoteTask(List.of(), null, null, why, null);
  }

  /**
   * Asks for the task.
   *
   * @param withLinks whether to ask for the links too. Whoever has the live one has the browser
   * @return what was found; never fails, since a run is known without it
   */
  public static RemoteTask read(BrowserUseClient client, String taskId, boolean withLinks) {
    try {
      Task task = client.getTask(taskId);
      List<Step> steps = task.steps().stream().map(Step::of).toList();
      if (!withLinks) {
        return new RemoteTask(steps, null, null, null, task);
      }
      if (task.sessionId() == null || !client.supports(ApiFeature.SESSIONS)) {
        return new RemoteTask(steps, task.liveUrl(), task.publicShareUrl(), null, task);
      }
      Session session = client.sessions().get(task.sessionId());
      return new RemoteTask(steps, session.liveUrl(), session.publicShareUrl(), null, task);
    } catch (BrowserUseException | IllegalArgumentException e) {
      return unknown("The steps could not be read: " + Problems.innermost(e));
    }
  }
}
