package com.browseruse.temporal.testing.internal.http;

import java.util.Map;

/**
 * A request as it arrived: the path and the query are decoded; of a query name that occurs twice it
 * has the last value, of a header the first. {@code pathValues} are what stands in the path for the
 * names in the route's template.
 */
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body,
    Map<String, String> pathValues) {

  /** The method that decides the route: a HEAD is a GET whose body nobody sends. */
  String routedMethod() {
    return method.equals("HEAD") ? "GET" : method;
  }

  /** The value of a header, whose name may be in any case; empty if it is missing. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  public String pathValue(String name) {
    return pathValues.getOrDefault(name, "");
  }

  Request withPathValues(Map<String, String> values) {
    return new Request(method, path, query, headers, body, values);
  }
}
