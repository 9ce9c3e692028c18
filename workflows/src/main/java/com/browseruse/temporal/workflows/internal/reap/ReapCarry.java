package com.browseruse.temporal.workflows.internal.reap;

import com.browseruse.temporal.activities.OrphanVerdict;
import com.browseruse.temporal.workflows.ReapDecision;
import com.browseruse.temporal.workflows.ReapedTask;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a reaper hands to itself when it continues as new. Not for callers.
 *
 * @param startedAt when the first run of the chain began
 * @param page the page to go on with
 * @param taken how many tasks it has stopped, or would have
 * @param looked how many tasks it has looked at
 * @param decisions how often it decided what
 * @param leftBecause how many it left for which reason
 * @param tasks the tasks to tell one by one
 * @param notListed how many are not told
 * @param seen the ids of all live tasks of ours that it has met
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReapCarry(
    Instant startedAt,
    int page,
    int taken,
    int looked,
    Map<ReapDecision, Integer> decisions,
    Map<OrphanVerdict, Integer> leftBecause,
    List<ReapedTask> tasks,
    int notListed,
    List<String> seen) {

  /** Tells whether a reaper can go on from here. */
  boolean isComplete() {
    return startedAt != null
        && page > 0
        && decisions != null
        && leftBecause != null
        && tasks != null
        && seen != null;
  }
}
