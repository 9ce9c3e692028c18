package com.browseruse.temporal.worker.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows whose columns are aligned. The last column takes what room is left, and is cut to it.
 *
 * @param headings the name of each column
 * @param rows clean texts, as many in each row as there are headings
 */
record Table(List<String> headings, List<List<String>> rows) {
  private static final int GAP = 2;

  /** How many columns of the terminal are left for the last column. */
  int room(Terminal terminal) {
    return terminal.width() - IntStream.of(widths()).map(width -> width + GAP).sum();
  }

  /** Writes the headings and one line for each row. */
  List<String> lines(Terminal terminal, int least) {
    int room = Math.max(least, room(terminal));
    int[] widths = widths();
    List<String> lines = new ArrayList<>();
    lines.add(terminal.bold(line(headings, widths, room, terminal)));
    rows.forEach(row -> lines.add(line(row, widths, room, terminal)));
    return lines;
  }

  private int[] widths() {
    return IntStream.range(0, headings.size() - 1)
        .map(
            column ->
                rows.stream()
                    .mapToInt(row -> TextLayout.width(row.get(column)))
                    .reduce(TextLayout.width(headings.get(column)), Math::max))
        .toArray();
  }

  private static String line(List<String> row, int[] widths, int room, Terminal terminal) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(widths[column] - TextLayout.width(cell) + GAP));
    }
    line.append(terminal.cut(row.get(widths.length), room));
    return line.toString().stripTrailing();
  }
}
