package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a file of tasks, one a line; what cannot be read is told by the number of its line. */
final class BatchFile {
  private static final int MOST_PROBLEMS = 10;

  /** Some editors begin a file with it. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private BatchFile() {}

  /** Adds all lines to a batch, or refuses the file. */
  static void read(CliContext context, String file, BrowserTaskBatch.Builder batch) {
    List<String> problems = new ArrayList<>();
    try (InputStream bytes = file.equals("-") ? context.in() : Files.newInputStream(Path.of(file));
        // Malformed input becomes a character that no task has any use for.
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String json = number == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        if (!json.isBlank()) {
          try {
            batch.addJson(Integer.toString(number), json);
          } catch (IllegalArgumentException e) {
            problems.add("line " + number + ": " + PlainText.oneLine(e.getMessage()));
          }
        }
      }
    } catch (IOException | InvalidPathException e) {
      throw UserError.usage("FILE cannot be read: " + UserError.rootMessage(e));
    }
    if (!problems.isEmpty()) {
      problems.stream().limit(MOST_PROBLEMS).forEach(context::say);
      throw UserError.usage(
          "%s of FILE cannot be read, so nothing was started"
              .formatted(problems.size() == 1 ? "A line" : problems.size() + " lines"));
    }
  }
}
