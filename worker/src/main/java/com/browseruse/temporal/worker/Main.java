package com.browseruse.temporal.worker;

import com.browseruse.temporal.worker.cli.CliContext;
import com.browseruse.temporal.worker.cli.RootCommand;
import com.browseruse.temporal.worker.cli.view.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command line. */
public final class Main {
  /** Longer than any command takes to end once it was told to. */
  private static final int LAST_RESORT_SECONDS = 180;

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
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(context, exitCode), "shutdown"));
    exitCode.complete(RootCommand.commandLine(context).execute(args));
    System.exit(exitCode.join());
  }

  /**
   * Ctrl-C and SIGTERM start the shutdown while the command is still at work: it is told, and has
   * the time to end in order. Halting gives the process the command's exit code, where the JVM
   * would take the signal's.
   */
  private static void end(CliContext context, CompletableFuture<Integer> exitCode) {
    context.interrupt();
    Runtime.getRuntime()
        .halt(
            exitCode
                .completeOnTimeout(RootCommand.INTERRUPTED, LAST_RESORT_SECONDS, TimeUnit.SECONDS)
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
            Terminal.detect(environment, 1),
            Terminal.detect(environment, 2));
    System.setErr(context.err());
    return context;
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
