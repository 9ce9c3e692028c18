package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.StatusLine;
import com.browseruse.temporal.worker.cli.view.Terminal;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.run.Interrupt;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * All that a command sees of the process it runs in, so that a test can be one.
 *
 * @param environment the variables
 * @param in standard input
 * @param out where data goes
 * @param err where progress and errors go
 * @param outTerminal what standard output can show
 * @param terminal what standard error can show
 * @param statusLine the line at the end of standard error that is written again and again
 * @param interrupt fired by Ctrl-C
 */
public record Host(
    Map<String, String> environment,
    InputStream in,
    PrintStream out,
    PrintStream err,
    Terminal outTerminal,
    Terminal terminal,
    StatusLine statusLine,
    Interrupt interrupt) {

  public static Host of(
      Map<String, String> environment,
      InputStream in,
      PrintStream out,
      PrintStream err,
      Terminal outTerminal,
      Terminal terminal) {
    StatusLine line = new StatusLine(err, terminal);
    return new Host(
        environment, in, out, line.guard(), outTerminal, terminal, line, new Interrupt());
  }

  /** Reads the settings, and tells on standard error what of them has no effect. */
  public Settings settings() {
    Settings settings = Settings.read(environment);
    settings.warnings().forEach(warning -> err.println("Note: " + warning + "."));
    return settings;
  }

  public void say(String line) {
    err.println(line);
  }
}
