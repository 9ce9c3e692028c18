package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.worker.config.PlainText;
import java.nio.file.Path;
import java.time.Duration;

/** How a download reads. */
public record DownloadText(Terminal terminal) {
  private static final int LONGEST_BAR = 24;
  private static final int SHORTEST_BAR = 8;
  private static final int SPINNER = 2;

  /** Writes the line about now; a total of -1 is not known. */
  public String now(String name, long bytes, long total, Duration elapsed, int frame) {
    int room = terminal.width() - SPINNER - 1;
    String tail = terminal.cut("  " + amount(bytes, total, elapsed), room);
    int left = room - TextLayout.width(tail);
    String head = terminal.cut(PlainText.oneLine(name), left);
    int bar = Math.min(LONGEST_BAR, left - TextLayout.width(head) - 2);
    return terminal.spinner(frame)
        + " "
        + head
        + (total > 0 && bar >= SHORTEST_BAR ? "  " + bar(bytes, total, bar) : "")
        + terminal.dim(tail);
  }

  /** Writes what stays once a file is there. */
  public String saved(Path target, long size, boolean unchanged) {
    return terminal.done()
        + PlainText.oneLine(target.toString())
        + terminal.dim("  " + Phrases.bytes(size) + (unchanged ? ", was there already" : ""));
  }

  private String amount(long bytes, long total, Duration elapsed) {
    String done = Phrases.bytes(bytes) + (total < 0 ? "" : " of " + Phrases.bytes(total));
    // Before that it would be a guess.
    return elapsed.toMillis() < 500
        ? done
        : done + terminal.dot() + Phrases.bytes(bytes * 1000 / elapsed.toMillis()) + "/s";
  }

  private String bar(long bytes, long total, int width) {
    int full = (int) Math.min(width, bytes * width / total);
    return terminal.unicode()
        ? terminal.cyan("━".repeat(full)) + terminal.dim("─".repeat(width - full))
        : "#".repeat(full) + "-".repeat(width - full);
  }
}
