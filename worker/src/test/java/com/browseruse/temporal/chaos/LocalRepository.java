package com.browseruse.temporal.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Maven's local repository of this machine, but with our modules as this build has made them: what
 * {@code mvn install} would give, without touching what is installed.
 */
final class LocalRepository {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path ORIGINAL =
      Path.of(
          System.getProperty(
              "localRepository", System.getProperty("user.home") + "/.m2/repository"));

  private final Path folder;
  private final String version;

  private LocalRepository(Path folder, String version) {
    this.folder = folder;
    this.version = version;
  }

  static Path in(Path folder) throws IOException {
    String version =
        Pattern.compile("<version>(.*)</version>")
            .matcher(Files.readString(ROOT.resolve("pom.xml")))
            .results()
            .map((MatchResult found) -> found.group(1))
            .findFirst()
            .orElseThrow();
    LocalRepository made = new LocalRepository(folder, version);
    made.link("", "com");
    made.link("com", "browseruse");
    made.install("parent", ROOT.resolve("pom.xml"), "pom");
    for (String module : List.of("activities", "workflows", "testing")) {
      made.install(module, ROOT.resolve(module).resolve("pom.xml"), "pom");
      made.install(
          module,
          ROOT.resolve(module).resolve("target").resolve(made.name(module) + ".jar"),
          "jar");
    }
    return folder;
  }

  private String name(String module) {
    return "browser-use-temporal-" + module + "-" + version;
  }

  private void link(String place, String except) throws IOException {
    Path here = Files.createDirectories(folder.resolve(place));
    try (Stream<Path> files = Files.list(ORIGINAL.resolve(place))) {
      for (Path file : files.filter(file -> !file.endsWith(except)).toList()) {
        Files.createSymbolicLink(here.resolve(file.getFileName()), file);
      }
    }
  }

  private void install(String module, Path file, String type) throws IOException {
    Path place =
        folder.resolve("com/browseruse/temporal/browser-use-temporal-" + module).resolve(version);
    Files.createDirectories(place);
    Files.copy(file, place.resolve(name(module) + "." + type));
  }
}
