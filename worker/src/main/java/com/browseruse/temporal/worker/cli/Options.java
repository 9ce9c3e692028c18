package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.UserError;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options that several commands have. */
final class Options {
  private static final int LARGEST_PORT = 65_535;

  private Options() {}

  /** For commands about one run. */
  static final class RunId {
    @Parameters(paramLabel = "ID", description = "The id of the workflow.")
    String workflowId = "";
  }

  /** For commands that answer with data. */
  static final class Json {
    @Option(names = "--json", description = "Print one JSON document on standard output.")
    boolean json;

    /** Prints data for a machine, or lines for a person. */
    void print(CliContext context, Object data, Supplier<List<String>> lines) {
      if (json) {
        context.printJson(data);
      } else {
        context.print(lines.get());
      }
    }
  }

  /** For commands that follow a run. */
  static final class Quiet {
    @Option(
        names = {"-q", "--quiet"},
        description = "Print the answer alone: no progress, no facts.")
    boolean quiet;
  }

  /** For commands that start a workflow. */
  static final class TaskQueue {
    @Option(
        names = "--task-queue",
        paramLabel = "NAME",
        description = "Default: BROWSER_USE_TASK_QUEUE, or browser-tasks.")
    private @Nullable String name;

    String orElse(Settings settings) {
      refuseBlank("--task-queue", name);
      return name == null ? settings.taskQueue() : name;
    }
  }

  /** Checks a port; 0 takes any that is free. */
  static int port(String option, int port) {
    if (port < 0 || port > LARGEST_PORT) {
      throw UserError.usage(
          option + " must be 0 to " + LARGEST_PORT + " (0 takes any that is free), but is " + port);
    }
    return port;
  }

  static void refuseBlank(String option, @Nullable String value) {
    if (value != null && value.isBlank()) {
      throw UserError.usage(option + " must not be empty");
    }
  }
}
