package com.browseruse.temporal.chaos;

import java.util.ArrayList;
import java.util.List;

/** Says at the end of a test class what was seen, in aligned columns. Safe for several threads. */
final class Table {
  private final String title;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String title, String... heads) {
    this.title = title;
    rows.add(List.of(heads));
  }

  synchronized void add(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(String.valueOf(cell));
    }
    rows.add(row);
  }

  synchronized void print() {
    StringBuilder text = new StringBuilder("\n").append(title).append('\n');
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(" ");
      for (int column = 0; column < row.size(); column++) {
        line.append(String.format(" %-" + width(column) + "s ", row.get(column)));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    System.out.println(text);
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
  }
}
