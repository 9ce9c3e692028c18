package com.browseruse.temporal.client.internal.http;

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
 * @param followsChange whether a call just before has done what was asked for, so that a failure of
 *     this one hides an effect
 */
public record ApiCall(
    String method,
    List<String> path,
    Map<String, String> query,
    JsonNode body,
    Subject subject,
    boolean followsChange) {

  /** What the server looks for when it is called. */
  public enum Subject {
    /** A task that is about to be made. */
    NEW_TASK,
    /** A task. */
    TASK,
    /** A session that is about to be made. */
    NEW_SESSION,
    /** A session. */
    SESSION,
    /** A list, or the account: there is always one. */
    LIST
  }

  /** A call that stands for itself. */
  public ApiCall(
      String method, List<String> path, Map<String, String> query, JsonNode body, Subject subject) {
    this(method, path, query, body, subject, false);
  }

  /** A call that reads. */
  public static ApiCall get(Subject subject, String... path) {
    return new ApiCall("GET", List.of(path), Map.of(), null, subject);
  }

  /** The same call, after another has done what was asked for. */
  public ApiCall afterChange() {
    return new ApiCall(method, path, query, body, subject, true);
  }

  /** Tells whether an answer that is lost is only a lost answer. */
  boolean onlyReads() {
    return method.equals("GET") && !followsChange;
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
