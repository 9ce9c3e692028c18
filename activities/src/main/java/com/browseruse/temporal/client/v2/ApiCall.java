package com.browseruse.temporal.client.v2;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * One call in the words of the API, before it meets HTTP.
 *
 * @param method the HTTP method
 * @param path the segments after the version, not encoded
 * @param query the query parameters, in order
 * @param body what is sent, or null
 * @param subject what a 404 is about
 */
record ApiCall(
    String method, List<String> path, Map<String, String> query, JsonNode body, Subject subject) {

  /** What the server looks for when it is called. */
  enum Subject {
    NEW_TASK,
    TASK,
    NEW_SESSION,
    SESSION,
    /** A list, or the account: there is always one. */
    LIST
  }

  /** Tells whether the call changes nothing, so that a lost answer is only a lost answer. */
  boolean onlyReads() {
    return method.equals("GET");
  }

  /** Names the call in error messages: without a query, which may hold what a user typed. */
  String label() {
    return method + " /" + String.join("/", path);
  }

  /** Hides the body, which can hold secrets. */
  @Override
  public String toString() {
    return label();
  }
}
