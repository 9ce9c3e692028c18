package com.browseruse.temporal.client.internal.http;

import java.io.IOException;
import java.io.InputStream;

/** Ends a body that is too long, and remembers whether it was the connection that failed. */
final class BoundedStream extends InputStream {

  /** The body is longer than anything that is read. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLongException(long limit) {
      super("the body is longer than " + limit + " bytes");
    }
  }

  private final InputStream in;
  private final long limit;
  private long count;
  private boolean broken;

  BoundedStream(InputStream in, long limit) {
    this.in = in;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read;
    try {
      read = in.read(target, offset, length);
    } catch (IOException e) {
      broken = true;
      throw e;
    }
    count += Math.max(read, 0);
    if (count > limit) {
      throw new TooLongException(limit);
    }
    return read;
  }

  /** Tells whether the rest of the body was lost on its way. */
  boolean isBroken() {
    return broken;
  }
}
