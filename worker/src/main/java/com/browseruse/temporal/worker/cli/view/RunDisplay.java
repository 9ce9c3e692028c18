package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.worker.run.RunWatch;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Shows a run that lasts: a line that moves on a terminal, a line for each change elsewhere. */
public final class RunDisplay implements RunWatch.Display {
  private final PrintStream out;
  private final StatusLine statusLine;
  private final Terminal terminal;
  private final ProgressText text;
  private RunWatch.@Nullable Snapshot shown;
  private int frame;

  public RunDisplay(PrintStream out, StatusLine statusLine, Terminal terminal) {
    this.out = out;
    this.statusLine = statusLine;
    this.terminal = terminal;
    this.text = new ProgressText(terminal);
  }

  @Override
  public void show(RunWatch.Snapshot snapshot) {
    text.changes(shown, snapshot).forEach(out::println);
    statusLine.draw(text.now(snapshot, frame++));
    shown = snapshot;
  }

  @Override
  public void end(RunWatch.Snapshot snapshot, boolean stepIsOver) {
    show(snapshot);
    statusLine.clear();
    if (terminal.live()) {
      if (stepIsOver) {
        text.rest(snapshot).forEach(out::println);
      }
      out.println();
    }
  }
}
