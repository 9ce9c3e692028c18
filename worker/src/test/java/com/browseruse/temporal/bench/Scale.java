package com.browseruse.temporal.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How many runs at once went. Times are in seconds.
 *
 * @param contender by which way
 * @param tasks how many runs were started at once
 * @param createDelays from the start of a run to its task's creation
 * @param late from the end of a task to the end of its run
 * @param seconds from the first start to the last end
 * @param requests of all runs and the watcher
 * @param lists how many of them read a page of the list of tasks, as the watcher does
 * @param workerCpu seconds of a processor, in the worker
 * @param serverCpu the same, in Temporal's server
 * @param workerMiB the most memory that the worker had
 * @param events of an average run
 * @param failedWorkflowTasks of all runs: failed or timed out
 * @param unfinished runs that had not ended well by the time limit
 */
record Scale(
    @JsonProperty("contender") Contender contender,
    @JsonProperty("tasks") int tasks,
    @JsonProperty("createDelays") List<Double> createDelays,
    @JsonProperty("late") List<Double> late,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("requests") int requests,
    @JsonProperty("lists") int lists,
    @JsonProperty("workerCpu") double workerCpu,
    @JsonProperty("serverCpu") double serverCpu,
    @JsonProperty("workerMiB") double workerMiB,
    @JsonProperty("events") double events,
    @JsonProperty("failedWorkflowTasks") int failedWorkflowTasks,
    @JsonProperty("unfinished") int unfinished) {

  static double percentile(List<Double> values, double percent) {
    return values.isEmpty() ? Double.NaN : Fit.percentile(values, percent);
  }
}
