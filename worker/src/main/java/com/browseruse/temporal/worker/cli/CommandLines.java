package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.PlainText;
import com.browseruse.temporal.worker.config.ExitCodes;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.run.Problems;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Puts the commands together. */
public final class CommandLines {
  private CommandLines() {}

  public static CommandLine of(Host host) {
    CommandLine line =
        new CommandLine(new RootCommand())
            .addSubcommand(new WorkerCommand(host))
            .addSubcommand(new DevCommand(host))
            .addSubcommand(new RunCommand(host))
            .addSubcommand(new StartCommand(host))
            .addSubcommand(new WatchCommand(host))
            .addSubcommand(new DescribeCommand(host))
            .addSubcommand(new PauseCommand(host))
            .addSubcommand(new ResumeCommand(host))
            .addSubcommand(new StopCommand(host))
            .addSubcommand(new LogsCommand(host))
            .addSubcommand(new FilesCommand(host))
            .addSubcommand(new ListCommand(host))
            .addSubcommand(new ReapCommand(host))
            .addSubcommand(new EmulatorCommand(host));
    line.setOut(new PrintWriter(host.out(), true));
    line.setErr(new PrintWriter(host.err(), true));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            host.outTerminal().color() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setUsageHelpAutoWidth(false);
    line.setExitCodeExceptionMapper(problem -> Problems.explain(problem).exitCode());
    line.setParameterExceptionHandler((problem, args) -> misused(host, problem));
    line.setExecutionExceptionHandler((problem, command, result) -> failed(host, problem));
    return line;
  }

  private static int misused(Host host, ParameterException problem) {
    host.statusLine().clear();
    String command = problem.getCommandLine().getCommandSpec().qualifiedName();
    host.say(
        "Error: " + PlainText.oneLine(problem.getMessage()) + " (see " + command + " --help).");
    return ExitCodes.USAGE;
  }

  private static int failed(Host host, Exception problem) {
    host.statusLine().clear();
    UserError error = Problems.explain(problem);
    host.say("Error: " + error.getMessage() + (error.getMessage().endsWith(".") ? "" : "."));
    return host.interrupt().isFired() ? ExitCodes.INTERRUPTED : error.exitCode();
  }
}
