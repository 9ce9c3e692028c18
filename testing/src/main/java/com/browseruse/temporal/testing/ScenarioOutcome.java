package com.browseruse.temporal.testing;

import java.util.Optional;

/** How a scripted task ends. */
public enum ScenarioOutcome {
  /** It finishes, successfully unless the scenario says otherwise. */
  FINISHED,
  /** It fails. */
  FAILED,
  /** It stops by itself, without having been told to. */
  STOPPED,
  /** It goes on, step after step, until somebody stops it. */
  NEVER;

  Optional<TaskStatus> endStatus() {
    return this == NEVER ? Optional.empty() : Optional.of(TaskStatus.valueOf(name()));
  }
}
