package com.browseruse.temporal.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;

/** What was measured, as Markdown for people, with plots, and as JSON for programs. */
final class Report {
  static final String IMAGES = "images";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Numbers that nobody has measured are marked so. */
  static final String CALCULATED = "≈ ";

  private final Map<String, String> conditions;
  private final Map<String, Object> data = new LinkedHashMap<>();
  private final Map<String, Chart<?, ?>> plots = new LinkedHashMap<>();
  private final List<String> text = new ArrayList<>();

  Report(Map<String, String> conditions) {
    this.conditions = conditions;
    data.put("conditions", conditions);
  }

  Report title(String title) {
    return paragraph("### " + title);
  }

  Report paragraph(String words) {
    text.add(words);
    return this;
  }

  Report table(List<String> header, List<List<String>> rows) {
    StringBuilder table = new StringBuilder();
    row(table, header);
    table.append("|---").append("|---:".repeat(header.size() - 1)).append("|\n");
    rows.forEach(row -> row(table, row));
    return paragraph(table.toString().strip());
  }

  Report plot(String name, String says, Chart<?, ?> plot) {
    plots.put(name, plot);
    return paragraph("![" + says + "](" + IMAGES + "/" + name + ".png)");
  }

  /** The measurements of a part, for programs. */
  Report data(String part, Object measured) {
    data.put(part, measured);
    return this;
  }

  /** Writes all there is so far. */
  void write(Path folder) {
    List<List<String>> rows =
        conditions.entrySet().stream().map(e -> List.of(e.getKey(), e.getValue())).toList();
    StringBuilder head = new StringBuilder();
    row(head, List.of("Measured on", ""));
    head.append("|---|---|\n");
    rows.forEach(row -> row(head, row));
    try {
      Files.createDirectories(folder.resolve(IMAGES));
      Files.writeString(
          folder.resolve("report.md"), head + "\n" + String.join("\n\n", text) + "\n");
      JSON.writeValue(folder.resolve("report.json").toFile(), data);
      for (Map.Entry<String, Chart<?, ?>> plot : plots.entrySet()) {
        String file = folder.resolve(IMAGES).resolve(plot.getKey()).toString();
        BitmapEncoder.saveBitmap(plot.getValue(), file, BitmapEncoder.BitmapFormat.PNG);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A number with as many digits as it deserves. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    String format = Math.abs(value) >= 100 || value == Math.rint(value) ? "%,.0f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }

  private static void row(StringBuilder table, List<String> cells) {
    table.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
