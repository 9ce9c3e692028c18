package com.browseruse.temporal.testing;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Something that goes wrong in the exchanges it matches. Of several faults that apply, the one
 * added first takes effect. Faults touch every route but {@code /__admin}, downloads included.
 */
public final class Fault {

  private final String method;
  private final Pattern path;
  private final int after;
  private final int times;
  private final Work work;
  private final Duration delay;
  private final Reply reply;
  private final Map<String, String> headers;

  Fault(FaultBuilder builder, Work work, Reply reply) {
    method = builder.method;
    path = builder.path;
    after = builder.after;
    times = builder.times;
    delay = builder.delay;
    headers = Map.copyOf(builder.headers);
    this.work = work;
    this.reply = reply;
  }

  /**
   * Starts a fault for every request.
   *
   * @return a builder without an effect
   */
  public static FaultBuilder newBuilder() {
    return new FaultBuilder();
  }

  /**
   * Starts a fault for some requests.
   *
   * @param method the HTTP method, such as {@code POST}
   * @param pathRegex a regular expression, looked for anywhere in the request's path
   * @return a builder without an effect
   * @throws IllegalArgumentException if it is no regular expression
   */
  public static FaultBuilder on(String method, String pathRegex) {
    return new FaultBuilder().method(method).path(pathRegex);
  }

  boolean matches(Request request) {
    return (method == null || method.equalsIgnoreCase(request.method()))
        && path.matcher(request.path()).find();
  }

  int after() {
    return after;
  }

  int times() {
    return times;
  }

  Work work() {
    return work;
  }

  Duration delay() {
    return delay;
  }

  Reply reply() {
    return reply;
  }

  Map<String, String> headers() {
    return headers;
  }
}
