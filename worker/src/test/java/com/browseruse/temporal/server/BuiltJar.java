package com.browseruse.temporal.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The runnable jar, for tests that start many processes of it: each loads its classes from an
 * archive of class data, which saves a third of the processor time that a command takes.
 */
public final class BuiltJar {
  public static final String PATH = System.getProperty("browser-use.jar");

  /** For any process that is small and does not live long. */
  public static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

  /** The Java program that runs this. */
  public static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private static final long PATIENCE_SECONDS = 120;

  private BuiltJar() {}

  /** Java's options for a quick start of the jar. */
  public static List<String> options() {
    return Archive.OPTIONS;
  }

  /** Leaves a process none of the settings of who runs the tests. */
  public static void clearSettings(Map<String, String> environment) {
    environment.keySet().removeIf(BuiltJar::isASetting);
    environment.put("TEMPORAL_CONFIG_FILE", "/nowhere/temporal.toml");
  }

  private static boolean isASetting(String name) {
    return name.startsWith("TEMPORAL_") || name.startsWith("BROWSER_USE_") || name.equals("CI");
  }

  /** Made when the first process is started. */
  private static final class Archive {
    private static final List<String> OPTIONS = options();

    private static List<String> options() {
      List<String> options = new ArrayList<>(QUICK_START);
      try {
        Path archive = Path.of(PATH).resolveSibling("browser-use-temporal.jsa");
        Files.deleteIfExists(archive);
        make(archive);
        // A JVM that does not write one is only slower.
        if (Files.exists(archive)) {
          options.add("-XX:SharedArchiveFile=" + archive);
        }
        return options;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return options;
      }
    }

    /** Runs a task to its end, with all that it takes. */
    private static void make(Path archive) throws IOException, InterruptedException {
      List<String> words = new ArrayList<>(List.of(JAVA));
      words.addAll(QUICK_START);
      words.addAll(
          List.of("-XX:ArchiveClassesAtExit=" + archive, "-jar", PATH, "run", "--dev", "Warm up"));
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      clearSettings(builder.environment());
      Process process = builder.start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }
}
