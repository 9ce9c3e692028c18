package com.browseruse.temporal.testing.internal.http;

import com.browseruse.temporal.testing.Fault.Disconnect;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a fault does, to which requests: {@code after} so many matching ones it takes effect on
 * {@code times} of them. A request is served {@code serveAfter} its arrival by the emulator's
 * clock, or not at all if that is null; the reply waits for a {@code delay} in real time, and is
 * the substitute if there is one.
 */
public record FaultRule(
    @Nullable String method,
    Pattern path,
    int after,
    int times,
    @Nullable Duration serveAfter,
    Duration delay,
    @Nullable Response substitute,
    @Nullable Disconnect disconnect,
    Map<String, String> headers) {

  boolean matches(Request request) {
    return (method == null || method.equalsIgnoreCase(request.method()))
        && path.matcher(request.path()).find();
  }

  /** Whether the reply has to wait until the request was served. */
  boolean needsRealResponse() {
    return substitute == null && (disconnect == null || disconnect == Disconnect.MID_BODY);
  }

  /** How long, in real time, the reply waits; a real response waits until the request is served. */
  Duration replyAfter() {
    return needsRealResponse() && serveAfter != null ? delay.plus(serveAfter) : delay;
  }
}
