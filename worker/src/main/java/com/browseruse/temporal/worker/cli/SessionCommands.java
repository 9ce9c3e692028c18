package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.worker.cli.view.SessionText;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.run.RunOutcome;
import com.browseruse.temporal.worker.run.WaitClock;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.caller.BrowserSessionHandle;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import com.browseruse.temporal.workflows.caller.BrowserTaskHandle;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import com.browseruse.temporal.workflows.caller.OnFailure;
import com.browseruse.temporal.workflows.session.BrowserSession;
import com.browseruse.temporal.workflows.session.BrowserSessionOutcome;
import com.browseruse.temporal.workflows.session.BrowserSessionPhase;
import com.browseruse.temporal.workflows.session.BrowserSessionProgress;
import com.browseruse.temporal.workflows.session.BrowserSessionResult;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowQueryException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "session",
    header = "Runs several tasks in one browser.",
    description =
        "Open it, run tasks in it one after another, with all the time between them that a person"
            + " needs, and close it.",
    subcommands = {
      SessionCommands.Open.class,
      SessionCommands.Run.class,
      SessionCommands.Describe.class,
      SessionCommands.Close.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  session open --idle-timeout 2h shop-4711",
      "  session run shop-4711 \"Log in to shop.example until it asks for a code\"",
      "  session run shop-4711 --secret-ref code=file:/run/codes/4711 \"Type the code, and order\"",
      "  session close shop-4711"
    })
final class SessionCommands extends CliCommand {
  /** How often to look whether a session is open, or a task has begun. */
  private static final Duration EVERY = Duration.ofMillis(500);

  @Spec private @Nullable CommandSpec spec;

  /** Nothing was said: shows what there is. */
  @Override
  int run() {
    context.err().println(Objects.requireNonNull(spec).commandLine().getUsageMessage());
    return ExitCode.USAGE;
  }

  private static BrowserTasks tasks(TemporalConnection temporal, Settings settings) {
    return BrowserTasks.newBuilder(temporal.client())
        .taskQueue(settings.taskQueue())
        .allowPlaintextSecrets(settings.allowPlaintextSecrets())
        .build();
  }

  private static BrowserSessionHandle find(BrowserTasks tasks, String id) {
    Options.refuseBlank("ID", id);
    try {
      return tasks.findSession(id);
    } catch (IllegalArgumentException e) {
      throw UserError.failed(String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode json(String id, Object told) {
    ObjectNode json = CliContext.JSON.createObjectNode().put("workflowId", id);
    return json.setAll(CliContext.JSON.<ObjectNode>valueToTree(told));
  }

  private static UserError failed(BrowserTaskException e) {
    return e instanceof BrowserTaskException.Terminated
        ? terminated(e.evidence().sessionId())
        : UserError.failed(e.type() + ": " + e.getMessage());
  }

  private static UserError terminated(@Nullable String sessionId) {
    return UserError.failed(
        "The session was terminated, and can no longer be asked. "
            + (sessionId == null
                ? "It had told no browser"
                : "Its browser %s may still be open: reap --apply closes it".formatted(sessionId)));
  }

  /** Asks where the session is; a replay fails at the event by which it was terminated. */
  private static BrowserSessionProgress progress(BrowserSessionHandle session) {
    try {
      return session.progress();
    } catch (WorkflowQueryException e) {
      WorkflowExecutionDescription known = session.workflow().describe();
      if (known.getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED) {
        throw e;
      }
      BrowserTaskEvidence memo =
          known.getMemo(
              BrowserTaskEvidence.MEMO_KEY, BrowserTaskEvidence.class, BrowserTaskEvidence.class);
      throw terminated(memo == null ? null : memo.sessionId());
    }
  }

  @Command(
      name = "open",
      header = "Opens a browser under an id, and waits until it is there.",
      description = {
        "The id stands for one session: one that is open already is taken as it is. Ctrl-C ends the"
            + " waiting only.",
        "With --json: one object of workflowId, and what the query progress of the session tells."
      },
      footer = {
        "",
        "Examples:",
        "  session open shop-4711",
        "  session open --profile 5f0c2c1e-7a53-4b62-9d55-2a4e8f1c7b90 --idle-timeout 2h shop-4711"
      })
  static final class Open extends CliCommand {
    @Mixin private final Options.RunId session = new Options.RunId();
    @Mixin private final SessionOptions input = new SessionOptions();
    @Mixin private final Options.TaskQueue taskQueue = new Options.TaskQueue();
    @Mixin private final Options.Json output = new Options.Json();

    @Option(
        names = "--new",
        description = "Open another one if that of the id could not be opened or was cancelled.")
    private boolean openAnew;

    @Override
    int run() {
      Settings settings = context.settings();
      Options.refuseBlank("ID", session.workflowId);
      BrowserSession asked = input.read(context.in());
      settings = settings.with(Settings.TASK_QUEUE, taskQueue.orElse(settings));
      try (TemporalConnection temporal = context.connect()) {
        BrowserSessionHandle opened = open(tasks(temporal, settings), asked);
        BrowserSessionProgress progress = awaitOpen(opened);
        if (progress == null) {
          context.say("No longer waiting; the session goes on being opened.");
          return RootCommand.INTERRUPTED;
        }
        if (progress.phase() == BrowserSessionPhase.CLOSED) {
          throw over(opened);
        }
        output.print(
            context,
            json(session.workflowId, progress),
            () -> SessionText.lines(session.workflowId, progress, ZoneId.systemDefault()));
        return ExitCode.OK;
      }
    }

    private BrowserSessionHandle open(BrowserTasks tasks, BrowserSession asked) {
      try {
        BrowserSessionHandle opened =
            tasks.session(
                session.workflowId,
                asked,
                openAnew ? OnFailure.START_ANEW : OnFailure.RETURN_FAILURE);
        if (!opened.isNew()) {
          context.say("Note: the id %s has a session already.".formatted(session.workflowId));
        }
        return opened;
      } catch (IllegalArgumentException e) {
        throw UserError.failed(String.valueOf(e.getMessage()));
      }
    }

    private @Nullable BrowserSessionProgress awaitOpen(BrowserSessionHandle opened) {
      String problem = null;
      while (!context.isInterrupted()) {
        BrowserSessionProgress progress =
            context.during("Opening the browser", () -> progress(opened));
        if (progress.phase() != BrowserSessionPhase.OPENING) {
          return progress;
        }
        if (progress.problem() != null && !progress.problem().equals(problem)) {
          problem = progress.problem();
          context.say("Not open yet: " + problem);
        }
        WaitClock.SYSTEM.await(context.interrupted(), EVERY);
      }
      return null;
    }

    private UserError over(BrowserSessionHandle opened) {
      try {
        BrowserSessionResult result = opened.result();
        return UserError.failed(
            "The session %s is over: %s".formatted(session.workflowId, result.endReason().text()));
      } catch (BrowserTaskException e) {
        return failed(e);
      }
    }
  }

  @Command(
      name = "run",
      header = "Runs a task in an open session when its turn comes, and prints its result.",
      description = {
        "Ends with 0 if the outcome is SUCCEEDED, else with 1. Ctrl-C ends only the watching: the"
            + " task goes on, and session close stops it.",
        "With --json: one object of all fields of the result, or failure."
      },
      footer = {
        "",
        "Example:",
        "  session run shop-4711 \"Log in to shop.example until it asks for a code\""
      })
  static final class Run extends OutcomeCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The id of the workflow.")
    private String id = "";

    @Mixin private final InputOptions input = new InputOptions();
    @Mixin private final Options.Quiet quiet = new Options.Quiet();

    @Option(
        names = "--key",
        paramLabel = "KEY",
        description =
            "What the task is known by in the session: one paid task for each, however often it is"
                + " run. Default: a random one.")
    private @Nullable String key;

    @Override
    boolean isQuiet() {
      return quiet.quiet;
    }

    @Override
    int run() {
      Settings settings = context.settings();
      Options.refuseBlank("--key", key);
      BrowserTask task = input.read(context.in());
      try (TemporalConnection temporal = context.connect()) {
        BrowserTasks tasks = tasks(temporal, settings);
        BrowserSessionHandle found = find(tasks, id);
        String name = key == null ? UUID.randomUUID().toString() : key;
        String workflowId = TaskMarkers.sessionTaskId(id, name);
        CompletableFuture<BrowserTaskResult> result =
            WaitClock.SYSTEM.async(() -> found.runTask(name, task));
        String why = "";
        while (!context.isInterrupted()) {
          if (hasBegun(tasks, workflowId)) {
            return follow(temporal, settings, workflowId);
          }
          if (result.isDone()) {
            throw notBegun(result);
          }
          why = sayWhy(found, why);
          context.during(
              "Waiting for its turn",
              () -> {
                WaitClock.SYSTEM.await(
                    CompletableFuture.anyOf(
                        result.handle((value, failure) -> null), context.interrupted()),
                    EVERY);
                return true;
              });
        }
        context.say("No longer waiting; the task still waits for its turn.");
        return RootCommand.INTERRUPTED;
      }
    }

    /** Says what it waits for, unless it was said before. */
    private String sayWhy(BrowserSessionHandle session, String before) {
      if (quiet.quiet) {
        return before;
      }
      CompletableFuture<BrowserSessionProgress> response =
          WaitClock.SYSTEM.async(() -> progress(session));
      WaitClock.SYSTEM.await(
          CompletableFuture.anyOf(response.handle((p, e) -> null), context.interrupted()), EVERY);
      if (!response.isDone() || response.isCompletedExceptionally()) {
        // Without a worker the task waits all the same; what keeps it from that, its update tells.
        return before;
      }
      BrowserSessionProgress progress = response.join();
      String why =
          progress.runningTask() != null
              ? "task " + progress.runningTask() + " is at work"
              : progress.problem() != null
                  ? "the browser is not open yet: " + progress.problem()
                  : "";
      if (!why.isEmpty() && !why.equals(before)) {
        context.say("Waits for its turn: " + why);
      }
      return why.isEmpty() ? before : why;
    }

    private static boolean hasBegun(BrowserTasks tasks, String workflowId) {
      try {
        BrowserTaskHandle run = tasks.find(workflowId);
        return !run.id().isEmpty();
      } catch (WorkflowNotFoundException e) {
        return false;
      }
    }

    private UserError notBegun(CompletableFuture<BrowserTaskResult> result) {
      try {
        result.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof WorkflowNotFoundException) {
          return UserError.failed("The session " + id + " is over");
        }
        if (e.getCause() instanceof IllegalArgumentException refusal) {
          return UserError.failed(String.valueOf(refusal.getMessage()));
        }
        RunOutcome.Failure failure = RunOutcome.failed(e.getCause(), null).failure();
        if (failure != null) {
          return UserError.failed(
              "The task was not run: %s (%s)".formatted(failure.message(), failure.type()));
        }
      }
      return UserError.failed("The task was not run");
    }
  }

  @Command(
      name = "describe",
      header = "Shows where a session is, and which tasks it has run.",
      description = "With --json: one object as session open gives it.",
      footer = {"", "Example:", "  session describe shop-4711"})
  static final class Describe extends CliCommand {
    @Mixin private final Options.RunId session = new Options.RunId();
    @Mixin private final Options.Json output = new Options.Json();

    @Override
    int run() {
      Settings settings = context.settings();
      try (TemporalConnection temporal = context.connect()) {
        BrowserSessionHandle found = find(tasks(temporal, settings), session.workflowId);
        BrowserSessionProgress progress =
            context.during("Asking the session", () -> progress(found));
        output.print(
            context,
            json(session.workflowId, progress),
            () -> SessionText.lines(session.workflowId, progress, ZoneId.systemDefault()));
        return ExitCode.OK;
      }
    }
  }

  @Command(
      name = "close",
      header = "Closes a session, with the task that is at work, and waits until it is closed.",
      description = {
        "Ends with 0 if the browser was read to have closed, or none was opened, else with 1.",
        "With --json: one object of workflowId, sessionId, outcome (CLOSED, UNCONFIRMED),"
            + " endReason, costUsd, tasks ..."
      },
      footer = {"", "Example:", "  session close shop-4711"})
  static final class Close extends CliCommand {
    @Mixin private final Options.RunId session = new Options.RunId();
    @Mixin private final Options.Json output = new Options.Json();

    @Override
    int run() {
      Settings settings = context.settings();
      try (TemporalConnection temporal = context.connect()) {
        BrowserSessionHandle found = find(tasks(temporal, settings), session.workflowId);
        BrowserSessionResult closed;
        try {
          closed = context.during("Closing the browser", found::close);
        } catch (BrowserTaskException e) {
          throw failed(e);
        }
        output.print(
            context,
            json(session.workflowId, closed),
            () -> SessionText.lines(session.workflowId, closed, ZoneId.systemDefault()));
        return closed.outcome() == BrowserSessionOutcome.CLOSED ? ExitCode.OK : ExitCode.SOFTWARE;
      }
    }
  }
}
