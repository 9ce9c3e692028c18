package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.worker.config.PlainText;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * One line at the end of a terminal that is written again and again. Whatever else is printed
 * through {@link #guard()} takes its place, so that a log line never ends up in the middle of it.
 */
public final class StatusLine {
  private static final String TO_START_AND_ERASE = "\r\u001b[J";

  /** Cuts at the right edge. */
  private static final String WRAP_OFF = "\u001b[?7l";

  private static final String WRAP_ON = "\u001b[?7h";

  private final PrintStream raw;
  private final Terminal terminal;

  /** How many columns the line took that stands there now; 0 if there is none. */
  private int drawn;

  /** Takes over a stream. */
  public StatusLine(PrintStream raw, Terminal terminal) {
    this.raw = raw;
    this.terminal = terminal;
  }

  /** Draws the line in place of what stood there. Does nothing where lines cannot be rewritten. */
  public synchronized void draw(String text) {
    if (terminal.live()) {
      raw.print(erase() + WRAP_OFF + text + WRAP_ON);
      raw.flush();
      drawn = Math.max(1, TextLayout.width(PlainText.lines(text)));
    }
  }

  /** Erases the line. */
  public synchronized void clear() {
    if (drawn > 0) {
      raw.print(erase());
      raw.flush();
      drawn = 0;
    }
  }

  /** A window that was made narrower has broken the line into several. */
  private String erase() {
    int above = drawn == 0 ? 0 : (drawn - 1) / terminal.width();
    return (above == 0 ? "" : "\u001b[" + above + "A") + TO_START_AND_ERASE;
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
