package com.browseruse.temporal.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one run cost.
 *
 * @param contender by which way
 * @param seconds how long its task took
 * @param steps how many steps the task had
 * @param output the size of its output, in characters
 * @param polls requests that read the task
 * @param requests all requests
 * @param bytes over HTTP, both ways, headers included
 * @param events of its history, and those of the runs that it continued as
 * @param largestHistory the events of the longest of these histories
 * @param historyBytes of all these histories
 * @param actions as Temporal Cloud bills them
 * @param late seconds from the end of the task to the end of the run
 * @param calculated whether this was not measured, but follows from shorter runs
 */
record Cost(
    @JsonProperty("contender") Contender contender,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("steps") int steps,
    @JsonProperty("output") int output,
    @JsonProperty("polls") double polls,
    @JsonProperty("requests") double requests,
    @JsonProperty("bytes") double bytes,
    @JsonProperty("events") double events,
    @JsonProperty("largestHistory") double largestHistory,
    @JsonProperty("historyBytes") double historyBytes,
    @JsonProperty("actions") double actions,
    @JsonProperty("late") double late,
    @JsonProperty("calculated") boolean calculated) {

  /** What a long run costs, by the line through shorter ones of the same contender. */
  static Cost calculated(List<Cost> measured, double seconds) {
    Cost longest = measured.get(measured.size() - 1);
    // Histories that were continued as new grow no longer.
    boolean continued = longest.events > longest.largestHistory;
    return new Cost(
        longest.contender,
        seconds,
        longest.steps,
        longest.output,
        at(measured, Cost::polls, seconds),
        at(measured, Cost::requests, seconds),
        at(measured, Cost::bytes, seconds),
        at(measured, Cost::events, seconds),
        continued ? longest.largestHistory : at(measured, Cost::largestHistory, seconds),
        at(measured, Cost::historyBytes, seconds),
        at(measured, Cost::actions, seconds),
        Double.NaN,
        true);
  }

  private static double at(List<Cost> measured, ToDoubleFunction<Cost> value, double seconds) {
    return Fit.line(
            measured.stream().mapToDouble(Cost::seconds).toArray(),
            measured.stream().mapToDouble(value).toArray())
        .at(seconds);
  }
}
