package com.browseruse.temporal.client;

/**
 * What one version of the API can do and another cannot; {@link BrowserUseClient#supports} tells.
 * Source: the provider's OpenAPI documents of versions 1 and 2.
 */
public enum ApiFeature {
  /** Sessions as things of their own, that a task can be put into. */
  SESSIONS,

  /** The cost of a task, which {@code options.maxCostUsd} needs. */
  TASK_COST,

  /** The logs of a task, which {@code options.collect.logs} needs. */
  TASK_LOGS,

  /** Lists of tasks by status that tell the metadata, by which many tasks are watched at once. */
  LISTED_METADATA
}
