package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The command line inside a test, with what it was given and what it said. */
final class Cli {
  static final Path OFTEN =
      inputFile("{\"options\": {\"polling\": {\"initialInterval\": \"PT0.1S\"}}}");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new ConcurrentHashMap<>();
  private final CliContext context;
  private boolean pollsOften;

  Cli() {
    // No configuration file of the machine that the tests run on.
    environment.put("TEMPORAL_CONFIG_FILE", "/nowhere/temporal.toml");
    InputStream in = new ByteArrayInputStream(new byte[0]);
    context =
        CliContext.of(environment, in, stream(out), stream(err), Terminal.NONE, Terminal.NONE);
  }

  /**
   * Lets a run that is waited for read its task often. Not one that is started, since the
   * in-process server may lose an update that meets a poll.
   */
  Cli pollingOften() {
    pollsOften = true;
    return this;
  }

  Cli with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  int run(String... arguments) {
    if (!pollsOften || !arguments[0].equals("run")) {
      return execute(arguments);
    }
    String[] more = Arrays.copyOf(arguments, arguments.length + 1);
    more[arguments.length] = "--input=" + OFTEN;
    return execute(more);
  }

  /** Runs a command beside the test, until it ends or {@link #interrupt} tells it to. */
  CompletableFuture<Integer> start(String... arguments) {
    CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    Thread thread = new Thread(() -> exitCode.complete(execute(arguments)), arguments[0]);
    thread.setDaemon(true);
    thread.start();
    return exitCode;
  }

  private int execute(String... arguments) {
    return RootCommand.commandLine(context).execute(arguments);
  }

  /** Ctrl-C; true if the process would end now. */
  boolean interrupt() {
    return context.interrupt();
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Without what a slow machine says besides: that it waits for something. */
  String err() {
    return err.toString(StandardCharsets.UTF_8).replaceAll("(?m)^[A-Z].* \\.\\.\\.\\R", "");
  }

  private static Path inputFile(String json) {
    try {
      Path file = Files.writeString(Files.createTempFile("input-", ".json"), json);
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
