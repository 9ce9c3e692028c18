package com.browseruse.temporal.worker;

import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.NewestTasks;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskQuery;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.worker.view.TaskTable;
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
    description = "Asks Browser Use Cloud itself, so that tasks of others are listed too.")
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
    if (limit < 1 || limit > NewestTasks.MOST) {
      throw UserError.usage("--limit must be 1 to " + NewestTasks.MOST + ", but is " + limit);
    }
    if (status != null && status.isBlank()) {
      throw UserError.usage("--status must not be empty");
    }
    try (BrowserUseClient client = BrowserUseClient.create(host.settings().clientOptions())) {
      TaskStatus filter = status == null ? null : new TaskStatus(status);
      TaskQuery query = new TaskQuery(TaskQuery.MAX_PAGE_SIZE, 1, session, filter, null, null);
      NewestTasks listing = NewestTasks.read(client, query, limit);
      print(listing.tasks());
      if (listing.total() > listing.tasks().size()) {
        host.say("Showing " + listing.tasks().size() + " of " + listing.total() + "; see --limit.");
      }
      return ExitCodes.SUCCESS;
    }
  }

  private void print(List<Task> tasks) {
    if (output.json) {
      Json.print(host.out(), tasks.stream().map(ListedTask::of).toList());
    } else if (tasks.isEmpty()) {
      host.say("There are no such tasks.");
    } else {
      TaskTable.lines(tasks, host.outTerminal(), ZoneId.systemDefault())
          .forEach(host.out()::println);
    }
  }
}
