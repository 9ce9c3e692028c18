package com.browseruse.temporal.worker.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command: what it is called with in its fields, what it runs in in its context. */
@Command(mixinStandardHelpOptions = true, versionProvider = InfoCommands.Provider.class)
abstract class CliCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec self;

  @SuppressWarnings("NullAway.Init")
  CliContext context;

  @Override
  public final Integer call() {
    CommandSpec root = Objects.requireNonNull(self).root();
    context = ((RootCommand) root.userObject()).context();
    quietLog();
    return run();
  }

  /** Runs the command and gives its exit code. */
  abstract int run();

  /** Prints a line that another terminal can take over. */
  final void export(String variable, Object value) {
    context.out().println("export " + variable + "=" + value);
  }

  /**
   * Leaves warnings of our own in the log. What the SDK logs with stack traces, such as every
   * attempt that failed, is told by the run.
   */
  void quietLog() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
      atLeast(log.getLogger("com.browseruse"), Level.WARN);
      atLeast(log.getLogger(Logger.ROOT_LOGGER_NAME), Level.ERROR);
    }
  }

  /** Never louder than it is: somebody may have turned it off. */
  private static void atLeast(Logger logger, Level level) {
    if (level.isGreaterOrEqual(logger.getEffectiveLevel())) {
      logger.setLevel(level);
    }
  }
}
