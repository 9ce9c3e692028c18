package com.browseruse.temporal.testing.internal.http;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived: the path and the query are decoded; of a query name that occurs twice it
 * has the last value, of a header the first. {@code routeMatch} is the match of the path with its
 * route, or null before that is found.
 */
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body,
    @Nullable Matcher routeMatch) {
  /** The value of a header, whose name may be in any case; empty if it is missing. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  public String pathValue(String name) {
    return Objects.requireNonNull(routeMatch).group(name);
  }

  Request withRouteMatch(Matcher match) {
    return new Request(method, path, query, headers, body, match);
  }
}
