package com.browseruse.temporal.workflows;

import com.browseruse.temporal.activities.OrphanVerdict;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the reaper found, stopped and left. {@code found} is the sum of the five counts after it.
 *
 * @param apply whether it was to stop anything
 * @param namespace the namespace whose tasks it looked for
 * @param olderThan how old a task had to be
 * @param looked how many remote tasks it looked at, of whomever and in whichever state
 * @param found how many of them were alive and ours
 * @param wouldStop how many of these it would have stopped, in a dry run
 * @param stopped how many it stopped, and saw stopped
 * @param finishedFirst how many ended by themselves before the stop reached them
 * @param unconfirmed how many were not seen to end: look after them
 * @param left how many it left alone
 * @param leftBecause how many it left for which reason
 * @param tasks the tasks, those that were left last; at most {@value #MOST_TASKS}, of which those
 *     whose run is alive are dropped first
 * @param tasksNotListed how many were dropped
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record ReapResult(
    boolean apply,
    String namespace,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Duration olderThan,
    int looked,
    int found,
    int wouldStop,
    int stopped,
    int finishedFirst,
    int unconfirmed,
    int left,
    Map<OrphanVerdict, Integer> leftBecause,
    List<ReapedTask> tasks,
    int tasksNotListed) {

  /** So many tasks a result tells one by one. */
  public static final int MOST_TASKS = 100;

  /**
   * Tells whether nothing is left to look after: every task that nobody owns has ended, or would be
   * stopped, and of every other one it is known why it was left.
   *
   * @return false if a task was not seen to stop, or if Temporal could not be asked
   */
  @JsonIgnore
  public boolean isClear() {
    return unconfirmed == 0 && !leftBecause.containsKey(OrphanVerdict.TEMPORAL_SILENT);
  }
}
