package com.browseruse.temporal.testing.internal.http;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a fault does, to which requests: {@code after} so many matching ones it takes effect on
 * {@code times} of them. A request is served {@code serveAfter} its arrival by the emulator's
 * clock, or not at all if that is null; the reply waits for a {@code delay} in real time.
 */
public record FaultRule(
    @Nullable String method,
    Pattern path,
    int after,
    int times,
    @Nullable Duration serveAfter,
    Duration delay,
    Reply reply,
    @Nullable Response substitute,
    Map<String, String> headers) {

  /** What the client gets in an exchange with a fault. */
  public enum Reply {
    /** The response of the request that was served. */
    REAL,
    /** The head and the first half of that response, then the connection is closed. */
    HALF,
    /** The substitute. */
    SUBSTITUTE,
    /** No byte: the connection is closed. */
    NONE
  }

  boolean matches(Request request) {
    return (method == null || method.equalsIgnoreCase(request.method()))
        && path.matcher(request.path()).find();
  }

  /** Whether the reply has to wait until the request was served. */
  boolean needsRealResponse() {
    return reply == Reply.REAL || reply == Reply.HALF;
  }

  /** How long, in real time, the reply waits; a real response waits until the request is served. */
  Duration replyAfter() {
    return needsRealResponse() && serveAfter != null ? delay.plus(serveAfter) : delay;
  }
}
