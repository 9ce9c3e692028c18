package com.browseruse.temporal.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A fenced block of the README, of CONTRIBUTING or of a page in docs. */
record Snippet(String page, int line, String language, String text) {
  private static final Path ROOT = Path.of("..");

  static Stream<Snippet> of(String language) {
    return pages().flatMap(Snippet::read).filter(snippet -> snippet.language.equals(language));
  }

  static Stream<Path> pages() {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      List<Path> pages = docs.filter(page -> page.toString().endsWith(".md")).sorted().toList();
      return Stream.concat(
          Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")), pages.stream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Snippet> read(Path page) {
    List<Snippet> snippets = new ArrayList<>();
    StringBuilder text = null;
    String language = null;
    int start = 0;
    List<String> lines = lines(page);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.startsWith("```")) {
        if (text != null) {
          text.append(line).append('\n');
        }
      } else if (text == null) {
        text = new StringBuilder();
        language = line.substring(3).strip();
        start = i + 1;
      } else {
        snippets.add(
            new Snippet(ROOT.relativize(page).toString(), start, language, text.toString()));
        text = null;
      }
    }
    return snippets.stream();
  }

  static List<String> lines(Path page) {
    try {
      return Files.readAllLines(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of the test that is about it. */
  @Override
  public String toString() {
    return page + ":" + line;
  }
}
