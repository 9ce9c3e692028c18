package com.browseruse.temporal.artifacts.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, and the lines that the program {@code sha256sum} reads and writes. */
public final class Checksums {
  public static final String SUFFIX = ".sha256";
  static final int DIGITS = 64;

  private Checksums() {}

  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  public static String of(byte[] content) {
    return HexFormat.of().formatHex(digest().digest(content));
  }

  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A safe name has neither a backslash nor a line break, which would have to be escaped. */
  public static String line(String sha256, String name) {
    return sha256 + "  " + name + "\n";
  }

  /** Gives null for what is no such line. */
  public static String read(String line) {
    return line.matches("(?s)[0-9a-f]{" + DIGITS + "} .*") ? line.substring(0, DIGITS) : null;
  }
}
