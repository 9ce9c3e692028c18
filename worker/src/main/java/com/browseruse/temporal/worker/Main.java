package com.browseruse.temporal.worker;

import com.browseruse.temporal.worker.cli.CommandLines;
import com.browseruse.temporal.worker.cli.Host;
import com.browseruse.temporal.worker.cli.Logging;
import com.browseruse.temporal.worker.cli.view.Terminal;
import com.browseruse.temporal.worker.config.ExitCodes;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The command line. */
public final class Main {

  /** Longer than any command takes to end once it was told to. */
  private static final int LAST_RESORT_SECONDS = 180;

  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args the command and its arguments
   */
  public static void main(String[] args) {
    Logging.start();
    Host host = host();
    CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(host, exitCode), "shutdown"));
    exitCode.complete(CommandLines.of(host).execute(args));
    System.exit(exitCode.join());
  }

  /**
   * Ctrl-C and SIGTERM start the shutdown while the command is still at work: it is told, and has
   * the time to end in order. Halting gives the process the command's exit code, where the JVM
   * would take the signal's.
   */
  private static void end(Host host, CompletableFuture<Integer> exitCode) {
    host.interrupt().fire();
    Runtime.getRuntime()
        .halt(
            exitCode
                .completeOnTimeout(ExitCodes.INTERRUPTED, LAST_RESORT_SECONDS, TimeUnit.SECONDS)
                .join());
  }

  private static Host host() {
    // JSON is UTF-8 whatever the locale says, and so is what a page or a model says.
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    Map<String, String> environment = System.getenv();
    Host host =
        Host.of(
            environment,
            System.in,
            out,
            err,
            Terminal.ofStandardOutput(environment),
            Terminal.ofStandardError(environment));
    System.setErr(host.err());
    return host;
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
