package com.browseruse.temporal.testing.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The content of a response or of a file. Large content is generated while it is written. The tag
 * differs between whole bodies that differ.
 */
public record Body(long length, Supplier<String> tag, Content content) {
  private static final int LINE = 16;
  private static final int LINES_AT_ONCE = 4096;

  /** Writes the bytes from {@code from} up to {@code to}, that one left out. */
  interface Content {
    void write(OutputStream out, long from, long to) throws IOException;
  }

  public static Body of(byte[] bytes) {
    return new Body(
        bytes.length,
        () -> UUID.nameUUIDFromBytes(bytes).toString().replace("-", ""),
        (out, from, to) -> out.write(bytes, (int) from, (int) (to - from)));
  }

  public static Body text(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Lines of sixteen bytes that number themselves, the last cut off where the length says. */
  public static Body numbered(long length) {
    return new Body(length, () -> "numbered-" + length, Body::writeNumbered);
  }

  private static void writeNumbered(OutputStream out, long from, long to) throws IOException {
    long at = from;
    while (at < to) {
      StringBuilder lines = new StringBuilder(LINE * LINES_AT_ONCE);
      for (long number = at / LINE; number < at / LINE + LINES_AT_ONCE; number++) {
        lines.append(HexFormat.of().toHexDigits(number, LINE - 1)).append('\n');
      }
      int skip = (int) (at % LINE);
      int count = (int) Math.min(lines.length() - skip, to - at);
      out.write(lines.toString().getBytes(StandardCharsets.US_ASCII), skip, count);
      at += count;
    }
  }

  Body part(long from, long to) {
    return new Body(to - from, tag, (out, a, b) -> content.write(out, from + a, from + b));
  }

  void write(OutputStream out, long bytes) throws IOException {
    content.write(out, 0, bytes);
  }

  /** All of it as text, in memory. */
  public String read() {
    ByteArrayOutputStream out = new ByteArrayOutputStream((int) length);
    try {
      write(out, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
