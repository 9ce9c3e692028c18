package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.BatchText;
import com.browseruse.temporal.worker.cli.view.Phrases;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.run.WaitClock;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatch;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchResult;
import com.browseruse.temporal.workflows.caller.BrowserTaskBatchHandle;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the tasks of a file, and gives their results as they come. */
@Command(
    name = "batch",
    header = "Runs the tasks of a file, so many at once, and prints their results.",
    description = {
      "FILE has one task a line: a JSON string with the text, or a JSON object with the fields of a"
          + " task (task, maxSteps, options ...) and an id, by default the number of the line. A"
          + " line that cannot be read is refused before anything is started.",
      "Prints one JSON object a line, in the order of the ends: id, workflowId, and result or"
          + " failure. Ends with 0 if each outcome is SUCCEEDED, else with 1.",
      "With the --id of a batch that is over, only the lines without a result are run; with that of"
          + " one that lasts, it is followed. Ctrl-C cancels the batch that it has started: all"
          + " remote tasks are stopped before it ends. stop, pause and resume take the id, too."
    },
    footer = {
      "",
      "Examples:",
      "  batch --id prices-48 --concurrency 20 tasks.jsonl >results.jsonl",
      "  batch --id prices-48 --max-cost 25 --max-failures 50 --output results.jsonl tasks.jsonl"
    })
final class BatchCommand extends CliCommand {
  /** Longer than any run takes to end: an API that is down is asked to stop for 15 minutes. */
  private static final Duration CANCEL_LIMIT = Duration.ofMinutes(20);

  @Parameters(paramLabel = "FILE", description = "The tasks; - reads standard input.")
  private String file = "";

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "The id of the batch; each line is a run of the id ID/LINE. Default: batch- and a random"
              + " end.")
  private @Nullable String id;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "How many tasks run at once, 1 to 200. Default: 10.")
  private @Nullable Integer concurrency;

  @Option(
      names = {"--max-cost", "--max-cost-usd"},
      paramLabel = "USD",
      description = "Stop the batch once its tasks have cost more than this.")
  private @Nullable BigDecimal maxCost;

  @Option(
      names = "--max-failures",
      paramLabel = "N",
      description = "Start no further task after so many failures.")
  private @Nullable Integer maxFailures;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write the results there instead of to standard output.")
  private @Nullable String output;

  @Option(
      names = "--json",
      description =
          "Print one JSON document of the counts on standard output at the end; the results only"
              + " to --output.")
  private boolean json;

  @Mixin private final Options.Quiet quiet = new Options.Quiet();
  @Mixin private final Options.TaskQueue taskQueue = new Options.TaskQueue();

  @Override
  int run() {
    Settings settings = context.settings();
    Options.refuseBlank("--id", id);
    BrowserTaskBatch batch = read();
    context.endInOrder(List::of);
    PrintStream lines = open();
    try (TemporalConnection temporal = context.connect()) {
      return run(temporal, taskQueue.orElse(settings), settings, batch, lines);
    } finally {
      if (output != null) {
        lines.close();
      }
    }
  }

  private BrowserTaskBatch read() {
    BrowserTaskBatch.Builder batch =
        BrowserTaskBatch.newBuilder()
            .concurrency(concurrency)
            .maxCostUsd(maxCost)
            .maxFailures(maxFailures);
    BatchFile.read(context, file, batch);
    try {
      return batch.build();
    } catch (IllegalArgumentException e) {
      throw UserError.usage(
          String.valueOf(e.getMessage())
              .replaceFirst("^tasks", "The tasks of FILE")
              .replaceFirst("^concurrency", "--concurrency")
              .replaceFirst("^maxCostUsd", "--max-cost")
              .replaceFirst("^maxFailures", "--max-failures"));
    }
  }

  private PrintStream open() {
    if (output == null) {
      return json ? new PrintStream(PrintStream.nullOutputStream()) : context.out();
    }
    try {
      return new PrintStream(Files.newOutputStream(Path.of(output)), true, StandardCharsets.UTF_8);
    } catch (IOException | InvalidPathException e) {
      throw UserError.usage("--output cannot be written: " + UserError.rootMessage(e));
    }
  }

  private int run(
      TemporalConnection temporal,
      String queue,
      Settings settings,
      BrowserTaskBatch batch,
      PrintStream lines) {
    String name = id == null ? "batch-" + UUID.randomUUID().toString().substring(0, 8) : id;
    BrowserTaskBatchHandle handle = start(temporal, name, queue, settings, batch);
    BatchWatch watch =
        new BatchWatch(context, handle, queue, quiet.quiet, line -> print(lines, line));
    String command = Phrases.command("batch --id " + name + " " + file);
    context.endInOrder(
        () ->
            List.of("The batch goes on being cancelled as long as a worker is up; see " + command));
    boolean isOver = watch.follow(context.interrupted(), now -> context.isInterrupted());
    if (!isOver && handle.isNew()) {
      context.say(
          "Cancelling the batch: it ends once all remote tasks are stopped. Ctrl-C again leaves at"
              + " once.");
      handle.cancel();
      Instant limit = WaitClock.SYSTEM.now().plus(CANCEL_LIMIT);
      isOver = watch.follow(new CompletableFuture<>(), now -> now.isAfter(limit));
    } else if (!isOver) {
      context.say("No longer watching; the batch goes on.");
    }
    if (!isOver) {
      return RootCommand.INTERRUPTED;
    }
    BrowserTaskBatchResult result = watch.end();
    watch.writeLines();
    batch.tasks().keySet().forEach(watch::writeNotRun);
    if (json) {
      ObjectNode document = CliContext.JSON.createObjectNode().put("workflowId", name);
      ObjectNode counts = CliContext.JSON.valueToTree(result.withoutLines());
      context.printJson(document.setAll(counts));
    }
    if (!quiet.quiet) {
      new BatchText(context.terminal()).lines(result, watch.elapsed()).forEach(context::say);
    }
    if (!isGood(result)) {
      context.say("What is missing is run with: " + command);
    }
    return context.isInterrupted()
        ? RootCommand.INTERRUPTED
        : isGood(result) ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static boolean isGood(BrowserTaskBatchResult result) {
    return result.outcomes().getOrDefault(BrowserTaskOutcome.SUCCEEDED.name(), 0) == result.total();
  }

  private BrowserTaskBatchHandle start(
      TemporalConnection temporal,
      String name,
      String queue,
      Settings settings,
      BrowserTaskBatch batch) {
    try {
      BrowserTaskBatchHandle handle =
          context.during(
              "Starting the batch",
              () ->
                  BrowserTasks.newBuilder(temporal.client())
                      .taskQueue(queue)
                      .allowPlaintextSecrets(settings.allowPlaintextSecrets())
                      .build()
                      .batch(name, batch));
      if (!handle.isNew()) {
        context.say("Note: the batch " + name + " lasts already; it is followed.");
      } else if (!quiet.quiet) {
        context.say("Batch              " + name);
        String link = temporal.link(name, handle.workflow().getExecution().getRunId());
        if (link != null) {
          context.say(link);
        }
      }
      return handle;
    } catch (IllegalArgumentException e) {
      throw UserError.failed(String.valueOf(e.getMessage()));
    }
  }

  private static void print(PrintStream lines, ObjectNode line) {
    lines.println(line.toString());
    if (lines.checkError()) {
      throw UserError.failed("The results cannot be written: the disk may be full");
    }
  }
}
