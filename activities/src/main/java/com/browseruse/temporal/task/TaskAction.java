package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What can be done to a task that exists. */
public enum TaskAction {
  /** Stop the task and leave its session as it is. */
  @JsonProperty("stop")
  STOP,

  /** Stop the task and close its session. */
  @JsonProperty("stop_task_and_session")
  STOP_TASK_AND_SESSION,

  /** Let the agent rest. Not every version of the API supports this. */
  @JsonProperty("pause")
  PAUSE,

  /** Let a resting agent go on. Not every version of the API supports this. */
  @JsonProperty("resume")
  RESUME
}
