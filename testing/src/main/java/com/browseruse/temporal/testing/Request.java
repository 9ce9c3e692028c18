package com.browseruse.temporal.testing;

import java.util.Map;

/**
 * A request as it arrived.
 *
 * @param method the HTTP method
 * @param path the decoded path
 * @param query the decoded query; of a name that occurs twice, the last
 * @param headers the first value of each header; looked up in any case
 * @param body the whole body; empty if there was none
 */
record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {

  /** The method that decides the route: a HEAD is a GET whose body nobody sends. */
  String routedMethod() {
    return method.equals("HEAD") ? "GET" : method;
  }
}
