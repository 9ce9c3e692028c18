package com.browseruse.temporal.worker.run;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * While Temporal is away, each poller and each call of the SDK logs its failures: lets one of a
 * kind through in a minute. Named in {@code logback.xml}.
 */
public final class RpcFailureFilter extends Filter<ILoggingEvent> {
  private static final long PAUSE_MILLIS = 60_000;

  /** When one of a kind was let through. */
  private final Map<String, Long> told = new ConcurrentHashMap<>();

  @Override
  public FilterReply decide(ILoggingEvent event) {
    if (!isRpcFailure(event.getThrowableProxy())) {
      return FilterReply.NEUTRAL;
    }
    long now = event.getTimeStamp();
    String kind = event.getLoggerName() + event.getMessage();
    boolean[] isDue = new boolean[1];
    told.compute(
        kind,
        (key, last) -> {
          isDue[0] = last == null || now - last >= PAUSE_MILLIS;
          return isDue[0] ? Long.valueOf(now) : last;
        });
    return isDue[0] ? FilterReply.NEUTRAL : FilterReply.DENY;
  }

  private static boolean isRpcFailure(@Nullable IThrowableProxy failure) {
    return failure != null
        && (failure.getClassName().equals(StatusRuntimeException.class.getName())
            || isRpcFailure(failure.getCause()));
  }
}
