package com.browseruse.temporal.worker.cli.view;

import java.time.Duration;

/** How a download reads. */
public final class DownloadText {
  private static final int LONGEST_BAR = 24;
  private static final int SHORTEST_BAR = 8;
  private static final int SPINNER = 2;

  private final Terminal terminal;
  private final Style style;

  /**
   * Creates the texts.
   *
   * @param terminal what they are for
   */
  public DownloadText(Terminal terminal) {
    this.terminal = terminal;
    this.style = new Style(terminal);
  }

  /**
   * Writes the line about now.
   *
   * @param name what is downloaded
   * @param bytes how much is there
   * @param total how much there is in all, or -1 if that is not known
   * @param elapsed how long it has taken
   * @param frame counts up, so that the line lives even if nothing changes
   * @return one line no longer than the terminal is wide
   */
  public String now(String name, long bytes, long total, Duration elapsed, int frame) {
    int room = terminal.width() - SPINNER - 1;
    String tail = PlainText.cut("  " + amount(bytes, total, elapsed), room, style.ellipsis());
    int left = room - PlainText.width(tail);
    String head = PlainText.cut(PlainText.oneLine(name), left, style.ellipsis());
    int bar = Math.min(LONGEST_BAR, left - PlainText.width(head) - 2);
    return style.spinner(frame)
        + " "
        + head
        + (total > 0 && bar >= SHORTEST_BAR ? "  " + bar(bytes, total, bar) : "")
        + style.dim(tail);
  }

  /**
   * Writes what stays once a file is there.
   *
   * @param path where it is
   * @param bytes how long it is
   * @param wasThere whether the same file was there before
   * @return one line
   */
  public String saved(String path, long bytes, boolean wasThere) {
    return style.done()
        + PlainText.oneLine(path)
        + style.dim("  " + Words.bytes(bytes) + (wasThere ? ", was there already" : ""));
  }

  private String amount(long bytes, long total, Duration elapsed) {
    String done = Words.bytes(bytes) + (total < 0 ? "" : " of " + Words.bytes(total));
    // Before that it would be a guess.
    return elapsed.toMillis() < 500
        ? done
        : done + style.dot() + Words.bytes(bytes * 1000 / elapsed.toMillis()) + "/s";
  }

  private String bar(long bytes, long total, int width) {
    int full = (int) Math.min(width, bytes * width / total);
    return terminal.unicode()
        ? style.cyan("━".repeat(full)) + style.dim("─".repeat(width - full))
        : "#".repeat(full) + "-".repeat(width - full);
  }
}
