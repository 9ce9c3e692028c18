package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.NewestTasks;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskQuery;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.worker.cli.view.TaskTable;
import com.browseruse.temporal.worker.config.ExitCodes;
import com.browseruse.temporal.worker.config.Moments;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.run.Ticker;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    header = "Lists remote tasks, newest first.",
    description = {
      "Asks Browser Use Cloud itself, so that tasks of others are listed too. The filters narrow"
          + " the list together. TIME is an instant such as 2026-01-31T12:00:00Z, a date such as"
          + " 2026-01-31 (its midnight here), or a length of time back from now such as PT2H or"
          + " 2d.",
      "With --json: an array of id, sessionId, status, task, workflowId, isSuccess, costUsd,"
          + " createdAt, startedAt, finishedAt; what is not known is left out."
    })
final class ListCommand implements Callable<Integer> {
  private final Host host;
  @Mixin private JsonOption output;

  @Option(
      names = "--status",
      paramLabel = "WORD",
      description = "Only tasks in this status: created, started, finished, failed, stopped.")
  private String status;

  @Option(names = "--session", paramLabel = "ID", description = "Only tasks of this session.")
  private String session;

  @Option(names = "--after", paramLabel = "TIME", description = "Only tasks created after this.")
  private String after;

  @Option(names = "--before", paramLabel = "TIME", description = "Only tasks created before this.")
  private String before;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many at most, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  private int limit;

  ListCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Logging.quiet();
    TaskQuery query = query();
    try (BrowserUseClient client = BrowserUseClient.create(host.settings().clientOptions())) {
      if (session != null && !client.supports(ApiFeature.SESSIONS)) {
        throw UserError.usage("--session cannot be used: this version of the API has no sessions");
      }
      NewestTasks listing = NewestTasks.read(client, query, limit);
      print(listing.tasks());
      tellWhatIsMissing(listing);
      return ExitCodes.SUCCESS;
    }
  }

  private TaskQuery query() {
    if (limit < 1 || limit > NewestTasks.MOST) {
      throw UserError.usage("--limit must be 1 to " + NewestTasks.MOST + ", but is " + limit);
    }
    refuseBlank("--status", status);
    refuseBlank("--session", session);
    Moments moments = new Moments(Ticker.SYSTEM.now(), ZoneId.systemDefault());
    Instant from = moments.parse("--after", after);
    Instant to = moments.parse("--before", before);
    if (from != null && to != null && !from.isBefore(to)) {
      throw UserError.usage("--after must be earlier than --before, or no task can match");
    }
    TaskStatus filter = status == null ? null : new TaskStatus(status);
    return new TaskQuery(TaskQuery.MAX_PAGE_SIZE, 1, session, filter, from, to);
  }

  private static void refuseBlank(String option, String value) {
    if (value != null && value.isBlank()) {
      throw UserError.usage(option + " must not be empty");
    }
  }

  private void print(List<Task> tasks) {
    if (output.json) {
      Json.print(host.out(), tasks.stream().map(ListedTask::of).toList());
    } else if (tasks.isEmpty()) {
      host.say("There are no such tasks.");
    } else {
      new TaskTable(host.outTerminal(), ZoneId.systemDefault())
          .lines(tasks)
          .forEach(host.out()::println);
    }
  }

  private void tellWhatIsMissing(NewestTasks listing) {
    if (listing.total() > NewestTasks.MOST) {
      host.say(
          "Only "
              + NewestTasks.MOST
              + " of "
              + listing.total()
              + " were looked through, so newer ones may be missing: narrow the list with"
              + " --after.");
    } else if (listing.total() > listing.tasks().size()) {
      host.say("Showing " + listing.tasks().size() + " of " + listing.total() + "; see --limit.");
    }
  }
}
