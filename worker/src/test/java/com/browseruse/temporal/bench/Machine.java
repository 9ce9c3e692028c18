package com.browseruse.temporal.bench;

import com.browseruse.temporal.server.TemporalProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a measurement ran on. */
final class Machine {
  private static final String UNKNOWN = "unknown";

  private Machine() {}

  static Map<String, String> describe() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Date", LocalDate.now(ZoneOffset.UTC).toString());
    all.put(
        "Cores",
        Runtime.getRuntime().availableProcessors()
            + ", "
            + line(Path.of("/proc/cpuinfo"), "model name"));
    all.put("Memory", line(Path.of("/proc/meminfo"), "MemTotal"));
    all.put("System", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    all.put("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    all.put("Temporal", temporal());
    return all;
  }

  private static String line(Path file, String name) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private static String temporal() {
    try {
      Process process =
          new ProcessBuilder(TemporalProgram.program().toString(), "--version").start();
      String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return version.strip() + ", development server in memory, with priorities";
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
