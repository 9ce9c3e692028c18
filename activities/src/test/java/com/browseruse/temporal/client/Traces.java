package com.browseruse.temporal.client;

import java.io.PrintWriter;
import java.io.StringWriter;

/** All that a log would show of an exception. */
public final class Traces {
  private Traces() {}

  public static String of(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
