package com.browseruse.temporal.activities.internal.orphans;

import com.browseruse.temporal.activities.FindOrphanedTasksInput;
import com.browseruse.temporal.activities.FoundLiveTasks;
import com.browseruse.temporal.activities.OrphanVerdict;
import com.browseruse.temporal.activities.StopOrphanedTaskAnswer;
import com.browseruse.temporal.activities.StopOrphanedTaskInput;
import com.browseruse.temporal.activities.internal.view.TaskViews;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskAction;
import com.browseruse.temporal.task.TaskPage;
import com.browseruse.temporal.task.TaskQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks through the list of remote tasks with Temporal's answers beside it. */
public final class OrphanSearch {

  /** So many pages are read at most before the workflow is told. */
  static final int MOST_PAGES = 10;

  /** So many live tasks are enough for one answer, which a history has to hold. */
  static final int ENOUGH = 50;

  private final BrowserUseClient client;
  private final OwnerLookup owners;

  public OrphanSearch(BrowserUseClient client, OwnerLookup owners) {
    this.client = client;
    this.owners = owners;
  }

  public FoundLiveTasks find(FindOrphanedTasksInput input) {
    List<FoundLiveTasks.Item> live = new ArrayList<>();
    int looked = 0;
    // All words, not those that are known to be alive: a word may be new. And no filter by age,
    // since the young ones are to be told too.
    TaskQuery query =
        new TaskQuery(
            TaskQuery.MAX_PAGE_SIZE, input.page(), null, null, null, input.listedBefore());
    TaskPage page;
    int pages = 0;
    do {
      page = client.listTasks(query);
      for (Task listed : page.items()) {
        looked++;
        isLiveOne(listed).flatMap(task -> item(task, input.createdBefore())).ifPresent(live::add);
      }
      query = query.nextPage();
      pages++;
    } while (page.hasNext() && pages < MOST_PAGES && live.size() < ENOUGH);
    return new FoundLiveTasks(live, looked, page.hasNext() ? query.pageNumber() : null);
  }

  public StopOrphanedTaskAnswer stop(StopOrphanedTaskInput input) {
    Task task;
    try {
      task = client.getTask(input.taskId());
    } catch (BrowserUseException.TaskNotFound e) {
      return StopOrphanedTaskAnswer.left(OrphanFinding.of(OrphanVerdict.GONE));
    }
    if (task.status().isTerminal()) {
      return StopOrphanedTaskAnswer.sent(TaskViews.status(task));
    }
    OrphanFinding finding =
        OwnedTask.of(task, owners.namespace())
            .map(owned -> judge(owned, task.createdAt(), input.createdBefore()))
            .orElse(OrphanFinding.of(OrphanVerdict.GONE));
    return finding.verdict().isOrphan()
        ? StopOrphanedTaskAnswer.sent(
            TaskViews.status(client.updateTask(task.id(), TaskAction.STOP)))
        : StopOrphanedTaskAnswer.left(finding);
  }

  private Optional<Task> isLiveOne(Task listed) {
    if (listed.status().isTerminal()) {
      return Optional.empty();
    }
    return client.withMetadata(listed).filter(task -> !task.status().isTerminal());
  }

  private Optional<FoundLiveTasks.Item> item(Task task, Instant createdBefore) {
    return OwnedTask.of(task, owners.namespace())
        .map(
            owned -> {
              OrphanFinding finding = judge(owned, task.createdAt(), createdBefore);
              return new FoundLiveTasks.Item(
                  owned.taskId(),
                  owned.workflowId(),
                  task.status(),
                  task.cost() == null ? null : task.cost().toPlainString(),
                  task.createdAt(),
                  finding.verdict(),
                  finding.reason());
            });
  }

  private OrphanFinding judge(OwnedTask task, Instant createdAt, Instant createdBefore) {
    if (createdAt == null) {
      return OrphanFinding.of(OrphanVerdict.AGE_UNKNOWN);
    }
    if (createdAt.isAfter(createdBefore)) {
      return OrphanFinding.of(OrphanVerdict.TOO_YOUNG);
    }
    return owners.ask(task);
  }
}
