package com.browseruse.temporal.worker.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the build says of itself: the same sources give the same bytes, so that the date is that of
 * the commit. Null is what it did not know, such as the commit of sources without a repository.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Build(
    @Nullable String version, @Nullable String commit, @Nullable String date, String java) {
  private static final String FILE = "build.properties";

  static Build read() {
    Properties values = new Properties();
    try (InputStream file = Build.class.getResourceAsStream(FILE)) {
      if (file != null) {
        values.load(file);
      }
    } catch (IOException e) {
      // As if the file were missing.
    }
    return new Build(
        known(values.getProperty("version")),
        known(values.getProperty("commit")),
        known(values.getProperty("date")),
        Runtime.version().toString());
  }

  /** What was not filled in has the place holder still. */
  private static @Nullable String known(@Nullable String value) {
    return value == null || value.isBlank() || value.startsWith("$") || value.startsWith("@")
        ? null
        : value.strip();
  }

  List<String> lines() {
    return List.of(
        "browser-use-temporal "
            + (version == null ? "(not packaged)" : version)
            + (commit == null ? "" : ", commit " + commit)
            + (date == null ? "" : " of " + date),
        "Java " + java);
  }
}
