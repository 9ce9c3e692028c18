package com.browseruse.temporal.activities.internal.orphans;

import com.browseruse.temporal.activities.OrphanedTaskActivities.Found;
import com.browseruse.temporal.activities.OrphanedTaskActivities.LiveTask;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Search;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Stop;
import com.browseruse.temporal.activities.OrphanedTaskActivities.StopResult;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.browseruse.temporal.activities.internal.lists.TaskLists;
import com.browseruse.temporal.activities.internal.orphans.OwnerRules.Finding;
import com.browseruse.temporal.activities.internal.orphans.OwnerRules.MarkedTask;
import com.browseruse.temporal.activities.internal.results.TaskTrimmer;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the list of remote tasks, and asks Temporal who owns those that are alive and ours. */
public final class OrphanSearch {
  /** So many pages are read at most before the workflow is told. */
  static final int MOST_PAGES = 10;

  /** So many live tasks are enough for one result, which a history has to hold. */
  static final int ENOUGH = 50;

  private final BrowserUseClient client;
  private final TaskLists lists;
  private final OwnerLookup owners;
  private final Supplier<Duration> left;

  /** Takes how long it may last. */
  public OrphanSearch(
      BrowserUseClient client, TaskLists lists, OwnerLookup owners, Duration limit) {
    this.client = client;
    this.lists = lists;
    this.owners = owners;
    long end = System.nanoTime() + limit.toNanos();
    this.left = () -> Duration.ofNanos(end - System.nanoTime());
  }

  public Found find(Search input) {
    List<LiveTask> live = new ArrayList<>();
    int scanned = 0;
    // All words, not those that are known to be alive: a word may be new. And no filter by age,
    // since the young ones are to be told too.
    Task.Query query =
        new Task.Query(
            Task.Query.MAX_PAGE_SIZE, input.page(), null, null, null, input.listedBefore());
    Task.Page page;
    int pages = 0;
    do {
      page = lists.page(query, left);
      for (Task listed : page.items()) {
        scanned++;
        if (!listed.hasEnded()) {
          lists
              .withMetadata(listed, left)
              .filter(task -> !task.hasEnded())
              .flatMap(task -> judged(task, input.createdBefore()))
              .ifPresent(live::add);
        }
      }
      query = query.nextPage();
      pages++;
    } while (page.hasNext() && pages < MOST_PAGES && live.size() < ENOUGH);
    return new Found(live, scanned, page.hasNext() ? query.pageNumber() : null);
  }

  public StopResult stop(Stop input) {
    Task task;
    try {
      task = client.getTask(input.taskId());
    } catch (BrowserUseException.TaskNotFound e) {
      return left(OwnerRules.GONE);
    }
    if (task.hasEnded()) {
      return new StopResult(TaskTrimmer.snapshot(task), Verdict.ORPHAN, null);
    }
    Finding finding =
        MarkedTask.of(task, owners.namespace())
            .map(marked -> judge(marked, task.createdAt(), input.createdBefore()))
            .orElse(OwnerRules.GONE);
    return finding.verdict() == Verdict.ORPHAN
        ? new StopResult(
            TaskTrimmer.snapshot(client.updateTask(task.id(), Task.Action.STOP)),
            Verdict.ORPHAN,
            null)
        : left(finding);
  }

  private static StopResult left(Finding finding) {
    return new StopResult(null, finding.verdict(), finding.reason());
  }

  private Optional<LiveTask> judged(Task task, Instant createdBefore) {
    return MarkedTask.of(task, owners.namespace())
        .map(
            marked -> {
              Finding finding = judge(marked, task.createdAt(), createdBefore);
              return new LiveTask(
                  marked.taskId(),
                  marked.workflowId(),
                  task.status(),
                  TaskTrimmer.plain(task.cost()),
                  task.createdAt(),
                  finding.verdict(),
                  finding.reason());
            });
  }

  private Finding judge(MarkedTask task, @Nullable Instant createdAt, Instant createdBefore) {
    return OwnerRules.judgeAge(createdAt, createdBefore).orElseGet(() -> owners.ask(task));
  }
}
