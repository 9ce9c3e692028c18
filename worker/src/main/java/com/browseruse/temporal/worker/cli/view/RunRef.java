package com.browseruse.temporal.worker.cli.view;

/**
 * Where a run is found again.
 *
 * @param workflowId the workflow
 * @param runId its run, or null
 * @param link its page in Temporal's UI, or null if that is not known
 */
public record RunRef(String workflowId, String runId, String link) {}
