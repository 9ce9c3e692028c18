package com.browseruse.temporal.bench;

import io.temporal.api.history.v1.HistoryEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What Temporal Cloud bills, as <a href="https://docs.temporal.io/evaluate/cloud/actions">its
 * documentation</a> says: each start of a workflow (also by continue-as-new), timer, signal,
 * update, upsert of search attributes, activity and retry of one, all markers of a workflow task as
 * one, a child workflow twice, and each heartbeat that reaches the server. Memos are free.
 */
final class CloudActions {
  /**
   * US dollars for a million actions: the first 5 million in a month, as listed for pay-as-you-go
   * on <a href="https://docs.temporal.io/cloud/pricing">Temporal's page of prices</a>. It falls to
   * 25 beyond 100 million.
   */
  static final double USD_PER_MILLION = 50;

  /**
   * About what the watcher of a task queue takes in a day, by its settings: a heartbeat in 12
   * seconds, which is what the SDK lets through of a time-out of 15, and an activity in 10 minutes.
   */
  static final int OF_WATCHER_A_DAY = 24 * 3_600 / 12 + 24 * 6;

  private CloudActions() {}

  /** The actions that a history shows, which is all but heartbeats and queries. */
  static int in(List<HistoryEvent> history) {
    int actions = 0;
    Set<Long> marked = new HashSet<>();
    for (HistoryEvent event : history) {
      actions +=
          switch (event.getEventType()) {
            case EVENT_TYPE_WORKFLOW_EXECUTION_STARTED,
                EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
                EVENT_TYPE_TIMER_STARTED,
                EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED,
                EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED,
                EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES ->
                1;
            case EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED -> 2;
            case EVENT_TYPE_ACTIVITY_TASK_STARTED ->
                event.getActivityTaskStartedEventAttributes().getAttempt() - 1;
            case EVENT_TYPE_MARKER_RECORDED ->
                marked.add(
                        event.getMarkerRecordedEventAttributes().getWorkflowTaskCompletedEventId())
                    ? 1
                    : 0;
            default -> 0;
          };
    }
    return actions;
  }

  static double price(double actions) {
    return actions * USD_PER_MILLION / 1e6;
  }
}
