package com.browseruse.temporal.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a secret that exists only where the worker runs, so that the secret itself never
 * enters a history.
 */
public final class SecretRef {
  /** What a reference may look like, for error messages. */
  public static final String ALLOWED = "env:NAME or file:/absolute/path";

  private static final String ENV = "env:";
  private static final String FILE = "file:";
  private static final List<String> KERNEL = List.of("/proc", "/sys", "/dev");

  /** More than any secret has, in bytes. */
  private static final long LARGEST_FILE = 65_536;

  private final String reference;

  private SecretRef(String reference) {
    if (!isValid(reference)) {
      throw new IllegalArgumentException("a reference to a secret must be " + ALLOWED);
    }
    this.reference = reference;
  }

  /** {@return a reference to a variable of the worker's environment, such as SHOP_LOGIN} */
  public static SecretRef env(String name) {
    return new SecretRef(ENV + name);
  }

  /**
   * {@return a reference to a file on the worker's machine by its absolute path} It has at most 64
   * KiB; a line break at its end does not count.
   */
  public static SecretRef file(String path) {
    return new SecretRef(FILE + path);
  }

  /** {@return the reference as it stands in JSON, such as {@code env:SHOP_LOGIN}} */
  @Override
  public String toString() {
    return reference;
  }

  /** {@return whether a text is {@code env:NAME} or {@code file:/absolute/path}} */
  public static boolean isValid(@Nullable String reference) {
    return reference != null
        && (reference.startsWith(ENV) && reference.length() > ENV.length()
            || reference.startsWith(FILE + "/") && reference.length() > FILE.length() + 1);
  }

  /**
   * {@return the secret that a reference stands for}
   *
   * @throws IllegalArgumentException if there is none; the message says where it was looked for
   */
  public static String resolve(String reference, Function<String, @Nullable String> environment) {
    if (!isValid(reference)) {
      throw new IllegalArgumentException("must be " + ALLOWED);
    }
    boolean isFile = reference.startsWith(FILE);
    String variable = reference.substring(ENV.length());
    if (!isFile && (variable.startsWith("BROWSER_USE_") || variable.startsWith("TEMPORAL_"))) {
      // Whoever may start a run must not be able to type the worker's own keys into a page.
      throw new IllegalArgumentException("must not refer to a setting of the worker itself");
    }
    String value = isFile ? read(reference) : environment.apply(variable);
    if (value == null || value.isEmpty()) {
      String problem = isFile ? "empty" : "not set";
      throw new IllegalArgumentException(
          "refers to " + reference + ", which is " + problem + " where the worker runs");
    }
    return value;
  }

  private static String read(String reference) {
    try {
      Path file = Path.of(reference.substring(FILE.length())).toRealPath();
      // Not what the kernel makes up: /proc/self/environ holds the worker's own keys.
      boolean made = KERNEL.stream().anyMatch(file::startsWith);
      if (made || !Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
        throw new IOException("not a small, regular file");
      }
      return Files.readString(file).replaceAll("\\R\\z", "");
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "refers to " + reference + ", which cannot be read where the worker runs", e);
    }
  }
}
