package com.browseruse.temporal.workflows.internal.input;

import static com.browseruse.temporal.workflows.internal.input.InputJson.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The options of a session as the caller set them, within their bounds; null is a default. Javadoc
 * of JDK 17 fails if this is nested in {@link SessionJson}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionOptionsJson(
    @Nullable Duration idleTimeout, @Nullable Duration maxAge, @Nullable Boolean exposeLiveUrl) {
  public static final SessionOptionsJson NONE = new SessionOptionsJson(null, null, null);

  private static final Duration LONGEST = OptionsJson.LONGEST;

  public SessionOptionsJson {
    check(
        idleTimeout == null || !idleTimeout.isNegative() && idleTimeout.compareTo(LONGEST) <= 0,
        "idleTimeout must be at least zero and at most " + LONGEST + ", but is " + idleTimeout);
    check(
        maxAge == null || maxAge.compareTo(Duration.ZERO) > 0 && maxAge.compareTo(LONGEST) <= 0,
        "maxAge must be more than zero and at most " + LONGEST + ", but is " + maxAge);
  }
}
