package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.CreatedBrowserTask;
import com.browseruse.temporal.task.LastStep;
import com.browseruse.temporal.task.TaskStatus;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a run hands to itself when it continues as new. Not for callers.
 *
 * @param startedAt when the first run of the chain began
 * @param deadline when the run gives up
 * @param createKey the key of its create
 * @param created its task
 * @param createdAt when the task was created
 * @param twinLooks how many looks for a twin are still to be made
 * @param status the last status
 * @param stepCount the last number of steps
 * @param lastStep the newest step
 * @param costUsd the last cost
 * @param liveUrl the live-view link, if it may be exposed
 * @param polls how often the run has looked
 * @param paused whether the run has paused the task
 * @param publicShareUrl the public link, if it may be exposed
 * @param pausedFor how long the agent has rested
 * @param hint whether somebody hinted that a look is worth it, after the last look began
 * @param warnings what a person should look into
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunCarry(
    Instant startedAt,
    Instant deadline,
    String createKey,
    CreatedBrowserTask created,
    Instant createdAt,
    int twinLooks,
    TaskStatus status,
    int stepCount,
    LastStep lastStep,
    String costUsd,
    String liveUrl,
    int polls,
    boolean paused,
    String publicShareUrl,
    Duration pausedFor,
    boolean hint,
    List<String> warnings) {

  /** Tells whether a run can go on from here. */
  boolean isComplete() {
    return startedAt != null
        && deadline != null
        && createKey != null
        && created != null
        && created.taskId() != null
        && createdAt != null;
  }
}
