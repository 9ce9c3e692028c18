package com.browseruse.temporal.client.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Ends a body that is too long, and remembers why it ended early. */
final class BoundedStream extends FilterInputStream {

  private final long limit;
  private long count;
  private @Nullable IOException broken;

  BoundedStream(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      int read = in.read(target, offset, length);
      count += Math.max(read, 0);
      if (count <= limit) {
        return read;
      }
    } catch (IOException e) {
      broken = e;
      throw e;
    }
    throw new IOException("too long");
  }

  /** Throws what ended the body early: the connection, or its length. */
  void check() throws IOException, UnreadableResponseException {
    if (broken != null) {
      throw broken;
    }
    if (count > limit) {
      throw new UnreadableResponseException("the body is longer than " + limit + " bytes");
    }
  }
}
