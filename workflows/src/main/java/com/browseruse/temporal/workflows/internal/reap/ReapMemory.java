package com.browseruse.temporal.workflows.internal.reap;

import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.browseruse.temporal.workflows.internal.json.RunJson;
import com.browseruse.temporal.workflows.reap.ReapDecision;
import com.browseruse.temporal.workflows.reap.ReapInput;
import com.browseruse.temporal.workflows.reap.ReapResult;
import com.browseruse.temporal.workflows.reap.ReapedSession;
import com.browseruse.temporal.workflows.reap.ReapedTask;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a reaper remembers of its work, and hands to itself when it continues as new. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ReapMemory {
  static final String LIMIT_REACHED = "the limit is reached";

  /** When the first run of the chain began. */
  final Instant startedAt;

  /** The page to go on with, from 1; 0 once there is none. */
  int page = 1;

  /** How many tasks were stopped, or would have been. */
  int taken;

  private final Map<ReapDecision, Integer> decisions = new EnumMap<>(ReapDecision.class);
  private final Map<String, Integer> leftBecause = new TreeMap<>();
  private final List<ReapedTask> tasks = new ArrayList<>();

  /** The ids of all live tasks of ours that it has met. */
  private final Set<String> seen = new TreeSet<>();

  int scanned;

  // What is below is learned last, so that it is never carried.

  transient int openSessions;
  transient @Nullable String sessionsProblem;
  private final transient List<ReapedSession> sessions = new ArrayList<>();

  private int unknown;
  private int notListed;

  @JsonCreator
  ReapMemory(@JsonProperty("startedAt") Instant startedAt) {
    this.startedAt = startedAt;
  }

  /** Whether a reaper can go on from here. */
  boolean isComplete() {
    return startedAt != null && page > 0;
  }

  /** Tells whether a task is met for the first time: one may move to a later page meanwhile. */
  boolean meets(String taskId) {
    return seen.add(taskId);
  }

  void add(ReapedTask task) {
    decisions.merge(task.decision(), 1, Integer::sum);
    if (task.decision() == ReapDecision.LEFT) {
      leftBecause.merge(task.reason(), 1, Integer::sum);
      unknown += task.verdict() == Verdict.UNKNOWN ? 1 : 0;
    }
    if (tasks.size() >= ReapResult.MOST_TASKS) {
      notListed++;
      // What has a live run is of the least interest.
      if (task.verdict() == Verdict.OWNED || !dropOneOwned()) {
        return;
      }
    }
    tasks.add(task);
  }

  void add(ReapedSession session) {
    sessions.add(session);
  }

  private boolean dropOneOwned() {
    return tasks.stream()
        .filter(listed -> listed.verdict() == Verdict.OWNED)
        .findFirst()
        .map(tasks::remove)
        .orElse(false);
  }

  ReapResult result(ReapInput input, String namespace) {
    return new ReapResult(
        new RunJson.Reaped(
            input.apply(),
            namespace,
            input.olderThan(),
            scanned,
            decisions.values().stream().mapToInt(Integer::intValue).sum(),
            count(ReapDecision.WOULD_STOP),
            count(ReapDecision.STOPPED),
            count(ReapDecision.FINISHED_FIRST),
            count(ReapDecision.UNCONFIRMED),
            count(ReapDecision.LEFT),
            new TreeMap<>(leftBecause),
            unknown,
            tasks.stream().sorted(Comparator.comparing(ReapedTask::decision)).toList(),
            notListed,
            openSessions,
            sessions.stream().sorted(Comparator.comparing(ReapedSession::decision)).toList(),
            sessionsProblem));
  }

  private int count(ReapDecision decision) {
    return decisions.getOrDefault(decision, 0);
  }
}
