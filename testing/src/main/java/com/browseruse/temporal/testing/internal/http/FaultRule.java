package com.browseruse.temporal.testing.internal.http;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a fault does, to which requests.
 *
 * @param method the method that a request must have, or null for any
 * @param path a match of this is looked for anywhere in the path
 * @param after how many matching requests pass before the fault takes effect
 * @param times how many requests it takes effect on
 * @param serveAfter how long after its arrival, by the emulator's clock, the request is served;
 *     null if it is not served
 * @param delay how long, in real time, the reply waits
 * @param reply what the client gets
 * @param substitute the response in the place of the real one, or null
 * @param headers headers to add to the response
 */
public record FaultRule(
    String method,
    Pattern path,
    int after,
    int times,
    Duration serveAfter,
    Duration delay,
    Reply reply,
    Response substitute,
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
}
