package com.browseruse.temporal.task;

/** How a run came to its task. */
public enum TaskCreation {
  /** The response to the create call named it. */
  CREATED,

  /** An earlier create call had made it, although its response was lost. */
  ADOPTED
}
