package com.browseruse.temporal.testing.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/** The content of a response or of a file. Large content is generated while it is written. */
public sealed interface Body {

  Body NONE = new Bytes(new byte[0]);

  long length();

  /** Writes the bytes from {@code from} up to {@code to}, that one left out. */
  void write(OutputStream out, long from, long to) throws IOException;

  /** Differs between bodies that differ. */
  String tag();

  /** All of it as text, in memory. */
  default String read() {
    ByteArrayOutputStream out = new ByteArrayOutputStream((int) length());
    try {
      write(out, 0, length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  static Body text(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes that are held. */
  record Bytes(byte[] bytes) implements Body {

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void write(OutputStream out, long from, long to) throws IOException {
      out.write(bytes, (int) from, (int) (to - from));
    }

    @Override
    public String tag() {
      return UUID.nameUUIDFromBytes(bytes).toString().replace("-", "");
    }
  }

  /**
   * Lines of text that number themselves, so that a byte tells where it belongs: sixteen bytes a
   * line, the last cut off where the length says.
   */
  record Numbered(long length) implements Body {

    private static final int LINE = 16;
    private static final int LINES_AT_ONCE = 4096;

    @Override
    public void write(OutputStream out, long from, long to) throws IOException {
      long at = from;
      while (at < to) {
        long line = at / LINE;
        byte[] lines = lines(line);
        int skip = (int) (at % LINE);
        int count = (int) Math.min(lines.length - skip, to - at);
        out.write(lines, skip, count);
        at += count;
      }
    }

    @Override
    public String tag() {
      return "numbered-" + length;
    }

    private static byte[] lines(long first) {
      StringBuilder lines = new StringBuilder(LINE * LINES_AT_ONCE);
      for (long number = first; number < first + LINES_AT_ONCE; number++) {
        lines.append(HexFormat.of().toHexDigits(number, LINE - 1)).append('\n');
      }
      return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }
  }

  /** The bytes of another body from {@code from} up to {@code to}, that one left out. */
  record Part(Body whole, long from, long to) implements Body {

    @Override
    public long length() {
      return to - from;
    }

    @Override
    public void write(OutputStream out, long first, long last) throws IOException {
      whole.write(out, from + first, from + last);
    }

    @Override
    public String tag() {
      return whole.tag() + "-" + from + "-" + to;
    }
  }
}
