package com.browseruse.temporal.worker.cli.view;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * One line at the end of a terminal that is written again and again. Whatever else is printed
 * through {@link #guard()} takes its place, so that a log line never ends up in the middle of it.
 */
public final class StatusLine {
  private static final String TO_START_AND_ERASE = "\r\u001b[K";

  /** Cuts at the right edge, should the window have become narrower than it was at the start. */
  private static final String WRAP_OFF = "\u001b[?7l";

  private static final String WRAP_ON = "\u001b[?7h";

  private final PrintStream raw;
  private final boolean live;
  private boolean drawn;

  /** Takes over a stream. */
  public StatusLine(PrintStream raw, Terminal terminal) {
    this.raw = raw;
    this.live = terminal.live();
  }

  /** Draws the line in place of what stood there. Does nothing where lines cannot be rewritten. */
  public synchronized void draw(String text) {
    if (live) {
      raw.print(TO_START_AND_ERASE + WRAP_OFF + text + WRAP_ON);
      raw.flush();
      drawn = true;
    }
  }

  /** Erases the line. */
  public synchronized void clear() {
    if (drawn) {
      raw.print(TO_START_AND_ERASE);
      raw.flush();
      drawn = false;
    }
  }

  /** Gives the stream for everybody else. */
  public PrintStream guard() {
    OutputStream guarded =
        new OutputStream() {
          @Override
          public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            synchronized (StatusLine.this) {
              clear();
              raw.write(bytes, offset, length);
              raw.flush();
            }
          }
        };
    return new PrintStream(guarded, true, StandardCharsets.UTF_8);
  }
}
