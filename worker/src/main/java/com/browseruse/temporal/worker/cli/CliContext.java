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
import com.uber.m3.tally.Scope;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    CompletableFuture<Void> interrupted,
    AtomicReference<@Nullable Supplier<List<String>>> leftBehind) {
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
        environment,
        in,
        out,
        line.guard(),
        outTerminal,
        terminal,
        line,
        new CompletableFuture<>(),
        new AtomicReference<>());
  }

  /** Reads the settings, and tells on standard error what of them has no effect. */
  Settings settings() {
    Settings settings = Settings.read(environment);
    settings.warnings().forEach(warning -> say("Note: " + warning + "."));
    return settings;
  }

  TemporalConnection connect() {
    return during("Connecting to Temporal", () -> TemporalConnection.open(environment, false));
  }

  /** Connects to a server that may have been started together with this process. */
  TemporalConnection connectPatiently(Scope metrics) {
    return during(
        "Connecting to Temporal", () -> TemporalConnection.open(environment, true, metrics));
  }

  /** Makes a call, and shows that it is under way if it takes longer than a moment. */
  <T extends @Nullable Object> T during(String what, Supplier<T> call) {
    return SignOfLife.during(this, what, call);
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

  /**
   * Ctrl-C: the first tells the command to end in order. One more is true: the process is to end
   * now, and what it leaves behind has been said.
   */
  public boolean interrupt() {
    if (interrupted.complete(null)) {
      return false;
    }
    Supplier<List<String>> left = leftBehind.get();
    if (left != null) {
      left.get().forEach(this::say);
    }
    return true;
  }

  public boolean isInterrupted() {
    return interrupted.isDone();
  }

  /** Whether the command ends in order after Ctrl-C, which may take long. */
  public boolean endsInOrder() {
    return leftBehind.get() != null;
  }

  /** Ends in order after Ctrl-C; at one more it leaves at once, and says this. */
  void endInOrder(Supplier<List<String>> whatIsLeft) {
    leftBehind.set(whatIsLeft);
  }

  /** Waits for Ctrl-C or SIGTERM. */
  void awaitInterrupt() {
    interrupted.join();
  }
}
