package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.UserError;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole command line. */
@Command(
    name = "browser-use-temporal",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    header = "Runs Browser Use Cloud tasks as durable Temporal workflows.",
    subcommands = {
      ServeCommands.Worker.class,
      ServeCommands.Dev.class,
      RunCommands.Run.class,
      RunCommands.Start.class,
      RunCommands.Watch.class,
      RunCommands.Result.class,
      DescribeCommand.class,
      ControlCommands.Pause.class,
      ControlCommands.Resume.class,
      ControlCommands.Stop.class,
      ControlCommands.Cancel.class,
      DownloadCommands.Logs.class,
      DownloadCommands.Files.class,
      ListCommand.class,
      ReapCommand.class,
      ServeCommands.Emulator.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Try it, without an account and without a server:",
      "  java -jar browser-use-temporal.jar run --dev \"Find the price of milk\"",
      "",
      "Settings come from the environment: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE,",
      "TEMPORAL_API_KEY, TEMPORAL_PROFILE ... and BROWSER_USE_API_KEY,",
      "BROWSER_USE_BASE_URL, BROWSER_USE_API_VERSION, BROWSER_USE_TASK_QUEUE,",
      "BROWSER_USE_ARTIFACTS."
    })
public final class RootCommand implements Runnable {
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
    line.setExitCodeExceptionMapper(problem -> UserError.of(problem).exitCode());
    line.setParameterExceptionHandler((problem, args) -> misused(context, problem));
    line.setExecutionExceptionHandler((problem, command, result) -> failed(context, problem));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Say which command to run");
  }

  private static int misused(CliContext context, ParameterException problem) {
    context.statusLine().clear();
    String command = problem.getCommandLine().getCommandSpec().qualifiedName();
    context.say(
        "Error: " + PlainText.oneLine(problem.getMessage()) + " (see " + command + " --help).");
    return ExitCode.USAGE;
  }

  private static int failed(CliContext context, Exception problem) {
    context.statusLine().clear();
    UserError error = UserError.of(problem);
    context.say("Error: " + error.getMessage() + (error.getMessage().endsWith(".") ? "" : "."));
    return context.isInterrupted() ? INTERRUPTED : error.exitCode();
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = RootCommand.class.getPackage().getImplementationVersion();
      return new String[] {
        "browser-use-temporal " + (version == null ? "(not packaged)" : version),
        "Java " + Runtime.version()
      };
    }
  }
}
