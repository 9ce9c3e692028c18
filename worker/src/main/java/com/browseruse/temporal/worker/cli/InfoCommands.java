package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.config.UserError;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands about the program itself. */
final class InfoCommands {
  private InfoCommands() {}

  @Command(name = "help", header = "Shows all commands, or the options of one.")
  static final class Help extends CliCommand {
    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "Default: all of them.")
    private @Nullable String name;

    @Spec private @Nullable CommandSpec spec;

    @Override
    int run() {
      CommandLine root = Objects.requireNonNull(spec).commandLine().getParent();
      CommandLine command = name == null ? root : root.getSubcommands().get(name);
      if (command == null) {
        throw UserError.usage(Misuse.unknownCommand(root, String.valueOf(name)));
      }
      command.usage(root.getOut());
      return ExitCode.OK;
    }
  }

  @Command(name = "version", header = "Shows the version, its commit, and the Java that runs it.")
  static final class Version extends CliCommand {
    @Mixin private final Options.Json output = new Options.Json();

    @Override
    int run() {
      Build build = Build.read();
      output.print(context, build, build::lines);
      return ExitCode.OK;
    }
  }

  @Command(
      name = "completion",
      header = "Prints a script that completes commands and options in bash and zsh.",
      description =
          "For the name browser-use-temporal, as which worker/bin/browser-use-temporal runs this"
              + " program.",
      footer = {"", "Example:", "  source <(browser-use-temporal completion)"})
  static final class Completion extends CliCommand {
    @Spec private @Nullable CommandSpec spec;

    @Override
    int run() {
      CommandLine root = Objects.requireNonNull(spec).commandLine().getParent();
      context.out().print(AutoComplete.bash(root.getCommandName(), root));
      context.out().flush();
      return ExitCode.OK;
    }
  }

  /** For the option {@code --version}. */
  static final class Provider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return Build.read().lines().toArray(String[]::new);
    }
  }
}
