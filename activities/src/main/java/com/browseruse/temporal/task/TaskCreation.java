package com.browseruse.temporal.task;

/** How a run came to its task. */
public enum TaskCreation {
  /** The create call answered. */
  CREATED,

  /** An earlier create call had made it, although its answer was lost. */
  ADOPTED
}
