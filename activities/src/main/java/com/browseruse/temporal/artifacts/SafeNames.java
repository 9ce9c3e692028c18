package com.browseruse.temporal.artifacts;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes names that were chosen by somebody else, such as an agent or a web page, fit to be names of
 * files: on every common system, without a way out of their folder.
 */
public final class SafeNames {
  /** The longest name in bytes of UTF-8: 255 of a file system, less what is put after a name. */
  public static final int MAX_BYTES = 240;

  private static final int MAX_EXTENSION_BYTES = 20;

  private static final Pattern UNSAFE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}/\\\\:*?\"<>|]");
  private static final Pattern BLANK_ENDS = Pattern.compile("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$");
  private static final Pattern LEADING_DOTS = Pattern.compile("^\\.+");

  /** Devices of Windows, with or without an extension. */
  private static final Pattern RESERVED =
      Pattern.compile("(?i)(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9¹²³])\\s*(\\..*)?");

  private SafeNames() {}

  /**
   * Makes a name of any text: of at most {@value #MAX_BYTES} bytes, without a separator, a control
   * or invisible character or a dot at its ends, and no device. A name that is safe stays as it is.
   */
  public static String of(@Nullable String name) {
    String safe = Normalizer.normalize(name == null ? "" : name, Normalizer.Form.NFC);
    safe = UNSAFE.matcher(safe).replaceAll("_");
    safe = BLANK_ENDS.matcher(safe).replaceAll("");
    safe = LEADING_DOTS.matcher(safe).replaceAll("_");
    if (safe.isEmpty()) {
      return "file";
    }
    if (RESERVED.matcher(safe).matches()) {
      safe = "_" + safe;
    }
    String before;
    do {
      before = safe;
      safe = fit(withSafeEnd(safe), "");
    } while (!safe.equals(before));
    return safe;
  }

  /**
   * Makes several names safe and different from each other, also for a file system that does not
   * tell upper from lower case: the second {@code a.txt} becomes {@code a (2).txt}.
   */
  public static List<String> distinct(List<String> names) {
    Set<String> used = new HashSet<>();
    List<String> distinct = new ArrayList<>(names.size());
    for (String name : names) {
      String safe = of(name);
      String candidate = safe;
      for (int i = 2; !used.add(candidate.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)); i++) {
        candidate = of(fit(safe, " (" + i + ")"));
      }
      distinct.add(candidate);
    }
    return distinct;
  }

  static boolean isSafe(String name) {
    return of(name).equals(name);
  }

  /** Windows drops a dot or a blank at the end, and the store needs one ending for itself. */
  private static String withSafeEnd(String name) {
    boolean isChecksum =
        name.toLowerCase(Locale.ROOT).endsWith(FolderArtifactStore.CHECKSUM_SUFFIX);
    return name.endsWith(".") || isChecksum ? name + "_" : name;
  }

  /** Puts a mark before the extension, and shortens what is before both. */
  private static String fit(String name, String mark) {
    int dot = name.lastIndexOf('.');
    boolean hasExtension = dot > 0 && bytes(name.substring(dot)) <= MAX_EXTENSION_BYTES;
    String extension = hasExtension ? name.substring(dot) : "";
    String stem = hasExtension ? name.substring(0, dot) : name;
    if (bytes(name) + bytes(mark) <= MAX_BYTES) {
      return stem + mark + extension;
    }
    // One byte is left for what closes the name.
    int room = MAX_BYTES - 1 - bytes(mark) - bytes(extension);
    int end = stem.length();
    while (bytes(stem.substring(0, end)) > room) {
      end = stem.offsetByCodePoints(end, -1);
    }
    return BLANK_ENDS.matcher(stem.substring(0, end)).replaceAll("") + mark + extension;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
