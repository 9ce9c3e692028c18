package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.StatusLine;
import com.browseruse.temporal.worker.cli.view.Terminal;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * All that a command uses of the process it runs in, so that a test can replace it. Data goes to
 * {@code out}, progress and errors to {@code err}; Ctrl-C and SIGTERM complete {@code interrupted}.
 */
public record CliContext(
    Map<String, String> environment,
    InputStream in,
    PrintStream out,
    PrintStream err,
    Terminal outTerminal,
    Terminal terminal,
    StatusLine statusLine,
    CompletableFuture<Void> interrupted) {
  /** JSON for machines: times as ISO-8601. */
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  public static CliContext of(
      Map<String, String> environment,
      InputStream in,
      PrintStream out,
      PrintStream err,
      Terminal outTerminal,
      Terminal terminal) {
    StatusLine line = new StatusLine(err, terminal);
    return new CliContext(
        environment, in, out, line.guard(), outTerminal, terminal, line, new CompletableFuture<>());
  }

  /** Reads the settings, and tells on standard error what of them has no effect. */
  Settings settings() {
    Settings settings = Settings.read(environment);
    settings.warnings().forEach(warning -> say("Note: " + warning + "."));
    return settings;
  }

  TemporalConnection connect() {
    return TemporalConnection.open(environment);
  }

  /** Writes a line to standard error. */
  void say(String line) {
    err.println(line);
  }

  void print(List<String> lines) {
    lines.forEach(out::println);
  }

  void printJson(Object value) {
    try {
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own records can be written", e);
    }
  }

  public void interrupt() {
    interrupted.complete(null);
  }

  public boolean isInterrupted() {
    return interrupted.isDone();
  }

  /** Waits for Ctrl-C or SIGTERM. */
  void awaitInterrupt() {
    interrupted.join();
  }
}
