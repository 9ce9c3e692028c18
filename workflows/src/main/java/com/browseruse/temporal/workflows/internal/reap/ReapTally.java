package com.browseruse.temporal.workflows.internal.reap;

import com.browseruse.temporal.activities.OrphanVerdict;
import com.browseruse.temporal.workflows.ReapDecision;
import com.browseruse.temporal.workflows.ReapInput;
import com.browseruse.temporal.workflows.ReapResult;
import com.browseruse.temporal.workflows.ReapedTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts what the reaper does. */
final class ReapTally {

  private final Map<ReapDecision, Integer> decisions = new EnumMap<>(ReapDecision.class);
  private final Map<OrphanVerdict, Integer> leftBecause = new EnumMap<>(OrphanVerdict.class);
  private final List<ReapedTask> tasks = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int looked;
  private int notListed;

  void restore(ReapCarry carry) {
    looked = carry.looked();
    decisions.putAll(carry.decisions());
    leftBecause.putAll(carry.leftBecause());
    tasks.addAll(carry.tasks());
    notListed = carry.notListed();
    seen.addAll(carry.seen());
  }

  ReapCarry carry(Instant startedAt, int page, int taken) {
    return new ReapCarry(
        startedAt,
        page,
        taken,
        looked,
        decisions,
        leftBecause,
        List.copyOf(tasks),
        notListed,
        seen.stream().sorted().toList());
  }

  void looked(int count) {
    looked += count;
  }

  /** Tells whether a task is met for the first time: one may move to a later page meanwhile. */
  boolean meets(String taskId) {
    return seen.add(taskId);
  }

  void add(ReapedTask task) {
    decisions.merge(task.decision(), 1, Integer::sum);
    if (task.decision() == ReapDecision.LEFT) {
      leftBecause.merge(task.verdict(), 1, Integer::sum);
    }
    if (tasks.size() >= ReapResult.MOST_TASKS) {
      notListed++;
      // What has a live run is of the least interest.
      if (isAlive(task) || !dropOneAlive()) {
        return;
      }
    }
    tasks.add(task);
  }

  ReapResult result(ReapInput input, String namespace) {
    return new ReapResult(
        input.apply(),
        namespace,
        input.olderThan(),
        looked,
        decisions.values().stream().mapToInt(Integer::intValue).sum(),
        count(ReapDecision.WOULD_STOP),
        count(ReapDecision.STOPPED),
        count(ReapDecision.FINISHED_FIRST),
        count(ReapDecision.UNCONFIRMED),
        count(ReapDecision.LEFT),
        new EnumMap<>(leftBecause),
        tasks.stream().sorted(Comparator.comparing(ReapedTask::decision)).toList(),
        notListed);
  }

  private int count(ReapDecision decision) {
    return decisions.getOrDefault(decision, 0);
  }

  private boolean dropOneAlive() {
    for (int i = 0; i < tasks.size(); i++) {
      if (isAlive(tasks.get(i))) {
        tasks.remove(i);
        return true;
      }
    }
    return false;
  }

  private static boolean isAlive(ReapedTask task) {
    return task.verdict() == OrphanVerdict.RUN_ALIVE;
  }
}
