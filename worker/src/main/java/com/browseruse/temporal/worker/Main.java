package com.browseruse.temporal.worker;

import com.browseruse.temporal.worker.cli.CliContext;
import com.browseruse.temporal.worker.cli.RootCommand;
import com.browseruse.temporal.worker.cli.view.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.spi.SystemStream;
import org.jline.utils.Signals;

/** The command line. */
public final class Main {
  /** Longer than any run takes to end once it was cancelled. */
  private static final Duration LAST_RESORT = Duration.ofMinutes(20);

  /** How long a command that leaves nothing behind may take to end. */
  private static final Duration SHORT_WAIT = Duration.ofSeconds(3);

  /**
   * gRPC writes a stack trace for every attempt to connect; the command that connects tells what
   * failed. Kept, since a logger that nobody holds forgets its level.
   */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    GRPC.setLevel(Level.SEVERE);
    CliContext context = context();
    CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    Signals.register("INT", () -> interrupt(context, exitCode));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(context, exitCode), "shutdown"));
    exitCode.complete(RootCommand.commandLine(context).execute(args));
    System.exit(exitCode.join());
  }

  /** Ctrl-C: the second one ends the process at once, as does one with nothing to put in order. */
  private static void interrupt(CliContext context, CompletableFuture<Integer> exitCode) {
    if (context.interrupt()) {
      Runtime.getRuntime().halt(RootCommand.INTERRUPTED);
    }
    if (!context.endsInOrder()) {
      haltAfter(SHORT_WAIT, exitCode);
    }
  }

  /**
   * SIGTERM starts the shutdown while the command is still at work: it is told, and has the time to
   * end in order.
   */
  private static void end(CliContext context, CompletableFuture<Integer> exitCode) {
    if (!context.isInterrupted()) {
      context.interrupt();
    }
    haltAfter(context.endsInOrder() ? LAST_RESORT : SHORT_WAIT, exitCode);
  }

  /** Gives the process the command's exit code, where the JVM would take the signal's. */
  private static void haltAfter(Duration limit, CompletableFuture<Integer> exitCode) {
    Runtime.getRuntime()
        .halt(
            exitCode
                .copy()
                .completeOnTimeout(RootCommand.INTERRUPTED, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join());
  }

  private static CliContext context() {
    // JSON is UTF-8 whatever the locale says, and so is what a page or a model says.
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    Map<String, String> environment = System.getenv();
    CliContext context =
        CliContext.of(
            environment,
            System.in,
            out,
            err,
            Terminal.detect(environment, SystemStream.Output),
            Terminal.detect(environment, SystemStream.Error));
    System.setErr(context.err());
    return context;
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
