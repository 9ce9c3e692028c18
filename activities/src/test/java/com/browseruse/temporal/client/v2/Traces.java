package com.browseruse.temporal.client.v2;

import java.io.PrintWriter;
import java.io.StringWriter;

/** All that a log would show of an exception. */
final class Traces {
  private Traces() {}

  static String of(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
