package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The command line inside a test, with what it was given and what it said. */
final class Cli {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new ConcurrentHashMap<>();
  private final CliContext context;

  Cli() {
    // No configuration file of the machine that the tests run on.
    environment.put("TEMPORAL_CONFIG_FILE", "/nowhere/temporal.toml");
    InputStream in = new ByteArrayInputStream(new byte[0]);
    context =
        CliContext.of(environment, in, stream(out), stream(err), Terminal.NONE, Terminal.NONE);
  }

  Cli with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  int run(String... arguments) {
    return RootCommand.commandLine(context).execute(arguments);
  }

  /** Runs a command beside the test, until it ends or {@link #interrupt} tells it to. */
  CompletableFuture<Integer> start(String... arguments) {
    CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    Thread thread = new Thread(() -> exitCode.complete(run(arguments)), arguments[0]);
    thread.setDaemon(true);
    thread.start();
    return exitCode;
  }

  void interrupt() {
    context.interrupt();
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
