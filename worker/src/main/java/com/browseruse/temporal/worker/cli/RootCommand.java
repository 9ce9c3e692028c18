package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.UserError;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole command line. */
@Command(
    name = "browser-use-temporal",
    mixinStandardHelpOptions = true,
    versionProvider = InfoCommands.Provider.class,
    header = "Runs Browser Use Cloud tasks as durable Temporal workflows.",
    subcommands = {
      ServeCommands.Worker.class,
      ServeCommands.Dev.class,
      RunCommands.Run.class,
      RunCommands.Start.class,
      RunCommands.Watch.class,
      RunCommands.Result.class,
      AttachCommand.class,
      BatchCommand.class,
      DescribeCommand.class,
      ControlCommands.Pause.class,
      ControlCommands.Resume.class,
      ControlCommands.Stop.class,
      ControlCommands.Cancel.class,
      DownloadCommands.Logs.class,
      DownloadCommands.Files.class,
      ListCommand.class,
      ReapCommand.class,
      ScheduleCommands.class,
      SessionCommands.class,
      ServeCommands.Emulator.class,
      InfoCommands.Help.class,
      InfoCommands.Version.class,
      InfoCommands.Completion.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Try it, without an account and without a server:",
      "  run --dev \"Find the price of milk\"",
      "",
      "help COMMAND shows its options. Settings come from the environment:",
      "TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_PROFILE ...",
      "and BROWSER_USE_API_KEY, BROWSER_USE_BASE_URL, BROWSER_USE_API_VERSION,",
      "BROWSER_USE_TASK_QUEUE, BROWSER_USE_ARTIFACTS."
    })
public final class RootCommand implements Callable<Integer> {
  /** The exit code after Ctrl-C, as shells count it. The others are picocli's. */
  public static final int INTERRUPTED = 130;

  @Spec private @Nullable CommandSpec spec;

  private final CliContext context;

  private RootCommand(CliContext context) {
    this.context = context;
  }

  CliContext context() {
    return context;
  }

  /** Puts the commands together. */
  public static CommandLine commandLine(CliContext context) {
    CommandLine line = new CommandLine(new RootCommand(context));
    line.setOut(new PrintWriter(context.out(), true));
    line.setErr(new PrintWriter(context.err(), true));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            context.outTerminal().color() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setUsageHelpAutoWidth(false);
    // A text may begin with @.
    line.setExpandAtFiles(false);
    line.setExitCodeExceptionMapper(problem -> UserError.of(problem).exitCode());
    line.setParameterExceptionHandler((problem, args) -> misused(context, problem));
    line.setExecutionExceptionHandler((problem, command, result) -> failed(context, problem));
    return line;
  }

  /** Nothing was said: shows what there is. */
  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    line.usage(line.getErr());
    return ExitCode.USAGE;
  }

  private static int misused(CliContext context, ParameterException problem) {
    context.statusLine().clear();
    String command = problem.getCommandLine().getCommandSpec().qualifiedName();
    context.say("Error: " + Misuse.sentence(problem) + " (see " + command + " --help).");
    return ExitCode.USAGE;
  }

  private static int failed(CliContext context, Exception problem) {
    context.statusLine().clear();
    UserError error = UserError.of(problem);
    String sentence = error.getMessage() + server(context, problem);
    context.say("Error: " + sentence + (sentence.matches("(?s).*[.?]") ? "" : "."));
    return context.isInterrupted() ? INTERRUPTED : error.exitCode();
  }

  /** What Browser Use Cloud has answered may as well have come from a wrong address. */
  private static String server(CliContext context, Exception problem) {
    return problem instanceof BrowserUseException
        ? " (from " + new Settings(context.environment()).server() + ")"
        : "";
  }
}
