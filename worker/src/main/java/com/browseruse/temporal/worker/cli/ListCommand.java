package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.client.NewestTasks;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.worker.cli.view.RunTable;
import com.browseruse.temporal.worker.cli.view.TaskTable;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.TimeInput;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.run.ListedRun;
import com.browseruse.temporal.worker.run.WaitClock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    header = "Lists remote tasks, or runs, newest first.",
    description = {
      "Asks Browser Use Cloud itself, so that tasks of others are listed too. The filters narrow"
          + " the list together. TIME is an instant such as 2026-01-31T12:00:00Z, a date such as"
          + " 2026-01-31 (its midnight here), or a length of time back from now such as PT2H or"
          + " 2d.",
      "With --json: an array of id, sessionId, status, task, workflowId, isSuccess, costUsd,"
          + " createdAt, startedAt, finishedAt; with --runs of workflowId, runId, status,"
          + " startTime, closeTime, facts (the memo of the run). What is not known is left out."
    },
    footer = {
      "",
      "Examples:",
      "  list --status started",
      "  list --runs",
      "  list --after 2d --limit 100 --json"
    })
final class ListCommand extends CliCommand {
  private static final List<String> STATUSES =
      List.of("created", "started", "finished", "failed", "stopped");

  @Mixin private final Options.Json output = new Options.Json();

  @Option(
      names = "--status",
      paramLabel = "WORD",
      description = "Only tasks in this status: created, started, finished, failed, stopped.")
  private @Nullable String status;

  @Option(names = "--session", paramLabel = "ID", description = "Only tasks of this session.")
  private @Nullable String session;

  @Option(names = "--after", paramLabel = "TIME", description = "Only tasks created after this.")
  private @Nullable String after;

  @Option(names = "--before", paramLabel = "TIME", description = "Only tasks created before this.")
  private @Nullable String before;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many at most, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--runs",
      description =
          "List the runs in Temporal instead, those that last first; only --limit narrows them.")
  private boolean runs;

  @Override
  int run() {
    Task.Query query = query();
    if (runs) {
      if (Stream.of(status, session, after, before).anyMatch(Objects::nonNull)) {
        throw UserError.usage("--runs can only be given together with --limit");
      }
      return printRuns();
    }
    try (BrowserUseClient client = BrowserUseClient.create(context.settings().clientOptions())) {
      if (session != null && !client.supports(ApiFeature.SESSIONS)) {
        throw UserError.usage("--session cannot be used: this version of the API has no sessions");
      }
      NewestTasks listing =
          context.during("Reading the list of tasks", () -> NewestTasks.read(client, query, limit));
      print(listing.tasks());
      tellWhatIsMissing(listing);
      return ExitCode.OK;
    } catch (BrowserUseException.InvalidRequest e) {
      // What a server makes of a word that it does not know names a field of its own.
      throw status == null || STATUSES.contains(status)
          ? e
          : UserError.usage(
              "--status must be one of " + String.join(", ", STATUSES) + ", but is " + status);
    }
  }

  private int printRuns() {
    context.settings();
    try (TemporalConnection temporal = context.connect()) {
      List<ListedRun> newest =
          context.during("Reading the list of runs", () -> ListedRun.newest(temporal, limit));
      if (newest.isEmpty() && !output.json) {
        context.say("There are no runs.");
      } else {
        output.print(
            context,
            newest,
            () -> RunTable.lines(newest, context.outTerminal(), ZoneId.systemDefault()));
      }
      return ExitCode.OK;
    }
  }

  private Task.Query query() {
    if (limit < 1 || limit > NewestTasks.MOST) {
      throw UserError.usage("--limit must be 1 to " + NewestTasks.MOST + ", but is " + limit);
    }
    Options.refuseBlank("--status", status);
    Options.refuseBlank("--session", session);
    Instant from = instant("--after", after);
    Instant to = instant("--before", before);
    if (from != null && to != null && !from.isBefore(to)) {
      throw UserError.usage("--after must be earlier than --before, or no task can match");
    }
    TaskStatus filter = status == null ? null : new TaskStatus(status);
    return new Task.Query(Task.Query.MAX_PAGE_SIZE, 1, session, filter, from, to);
  }

  private static @Nullable Instant instant(String option, @Nullable String text) {
    return text == null
        ? null
        : TimeInput.instant(option, text, WaitClock.SYSTEM.now(), ZoneId.systemDefault());
  }

  private void print(List<Task> tasks) {
    if (output.json) {
      context.printJson(tasks.stream().map(ListCommand::json).toList());
    } else if (tasks.isEmpty()) {
      context.say("There are no such tasks.");
    } else {
      context.print(TaskTable.lines(tasks, context.outTerminal(), ZoneId.systemDefault()));
    }
  }

  private void tellWhatIsMissing(NewestTasks listing) {
    if (listing.total() > NewestTasks.MOST) {
      context.say(
          ("Only %s of %s were looked through, so newer ones may be missing: narrow the"
                  + " list with --after.")
              .formatted(NewestTasks.MOST, listing.total()));
    } else if (listing.total() > listing.tasks().size()) {
      context.say(
          "Showing " + listing.tasks().size() + " of " + listing.total() + "; see --limit.");
    }
  }

  /** A remote task for machines, with the workflow that made it if one of ours did. */
  private static Map<String, @Nullable Object> json(Task task) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", task.id());
    json.put("sessionId", task.sessionId());
    json.put("status", task.status());
    json.put("task", task.task());
    json.put(
        "workflowId",
        task.metadata() == null ? null : task.metadata().get(TaskMarkers.WORKFLOW_ID));
    json.put("isSuccess", task.isSuccess());
    json.put("costUsd", task.cost() == null ? null : task.cost().toPlainString());
    json.put("createdAt", task.createdAt());
    json.put("startedAt", task.startedAt());
    json.put("finishedAt", task.finishedAt());
    json.values().removeIf(Objects::isNull);
    return json;
  }
}
