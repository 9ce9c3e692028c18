package com.browseruse.temporal.workflows;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the reaper found, stopped and left. {@link #found} is the sum of {@link #wouldStop}, {@link
 * #stopped}, {@link #finishedFirst}, {@link #unconfirmed} and {@link #left}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ReapResult {
  /** So many tasks a result tells one by one. */
  public static final int MOST_TASKS = 100;

  @JsonProperty("apply")
  private boolean apply;

  @JsonProperty("namespace")
  private String namespace = "";

  @JsonProperty("olderThan")
  @JsonFormat(shape = JsonFormat.Shape.STRING)
  private Duration olderThan = Duration.ZERO;

  @JsonProperty("scanned")
  private int scanned;

  @JsonProperty("found")
  private int found;

  @JsonProperty("wouldStop")
  private int wouldStop;

  @JsonProperty("stopped")
  private int stopped;

  @JsonProperty("finishedFirst")
  private int finishedFirst;

  @JsonProperty("unconfirmed")
  private int unconfirmed;

  @JsonProperty("left")
  private int left;

  @JsonProperty("leftBecause")
  private Map<String, Integer> leftBecause = Map.of();

  @JsonProperty("unknown")
  private int unknown;

  @JsonProperty("tasks")
  private List<ReapedTask> tasks = List.of();

  @JsonProperty("tasksNotListed")
  private int tasksNotListed;

  private ReapResult() {}

  /**
   * {@return a result} For the reaper, and for tests.
   *
   * @param input what it was told to do
   * @param namespace see {@link #namespace}
   * @param scanned see {@link #scanned}
   * @param decisions how often it decided what
   * @param leftBecause see {@link #leftBecause}
   * @param unknown see {@link #unknown}
   * @param tasks see {@link #tasks}
   * @param tasksNotListed see {@link #tasksNotListed}
   */
  public static ReapResult of(
      ReapInput input,
      String namespace,
      int scanned,
      Map<ReapDecision, Integer> decisions,
      Map<String, Integer> leftBecause,
      int unknown,
      List<ReapedTask> tasks,
      int tasksNotListed) {
    ReapResult result = new ReapResult();
    result.apply = input.apply();
    result.olderThan = input.olderThan();
    result.namespace = namespace;
    result.scanned = scanned;
    result.found = decisions.values().stream().mapToInt(Integer::intValue).sum();
    result.wouldStop = decisions.getOrDefault(ReapDecision.WOULD_STOP, 0);
    result.stopped = decisions.getOrDefault(ReapDecision.STOPPED, 0);
    result.finishedFirst = decisions.getOrDefault(ReapDecision.FINISHED_FIRST, 0);
    result.unconfirmed = decisions.getOrDefault(ReapDecision.UNCONFIRMED, 0);
    result.left = decisions.getOrDefault(ReapDecision.LEFT, 0);
    result.leftBecause = leftBecause;
    result.unknown = unknown;
    result.tasks = tasks;
    result.tasksNotListed = tasksNotListed;
    return result;
  }

  /** {@return whether it was to stop anything} */
  public boolean apply() {
    return apply;
  }

  /** {@return the namespace whose tasks it looked for} */
  public String namespace() {
    return namespace;
  }

  /** {@return how old a task had to be} */
  public Duration olderThan() {
    return olderThan;
  }

  /** {@return how many remote tasks it read, of whomever and in whichever state} */
  public int scanned() {
    return scanned;
  }

  /** {@return how many of them were alive and ours} */
  public int found() {
    return found;
  }

  /** {@return how many of these it would have stopped, in a dry run} */
  public int wouldStop() {
    return wouldStop;
  }

  /** {@return how many it stopped, and saw stopped} */
  public int stopped() {
    return stopped;
  }

  /** {@return how many ended by themselves before the stop reached them} */
  public int finishedFirst() {
    return finishedFirst;
  }

  /** {@return how many were not seen to end: look after them} */
  public int unconfirmed() {
    return unconfirmed;
  }

  /** {@return how many it left alone} */
  public int left() {
    return left;
  }

  /** {@return how many it left for which reason, a few words each} */
  public Map<String, Integer> leftBecause() {
    return leftBecause;
  }

  /** {@return how many of those that it left it could not ask Temporal about} */
  public int unknown() {
    return unknown;
  }

  /**
   * {@return the tasks, those that were left last; at most {@value #MOST_TASKS}, of which those
   * that are owned are dropped first}
   */
  public List<ReapedTask> tasks() {
    return tasks;
  }

  /** {@return how many tasks were dropped} */
  public int tasksNotListed() {
    return tasksNotListed;
  }

  /**
   * {@return whether nothing is left to look after: no task was not seen to stop, and Temporal
   * could be asked who owns each}
   */
  @JsonIgnore
  public boolean isClear() {
    return unconfirmed == 0 && unknown == 0;
  }
}
