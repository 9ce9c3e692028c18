package com.browseruse.temporal.client.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API, before its path is encoded; the subject is what a 404 is about. The call may
 * follow a change: one before it has done what was asked for, so that its failure hides an effect.
 */
public record ApiCall(
    String method,
    List<String> path,
    Map<String, String> query,
    @Nullable JsonNode body,
    Subject subject,
    boolean followsChange) {
  /** What the server looks for; there is always a {@code LIST}, or an account. */
  public enum Subject {
    NEW_TASK,
    TASK,
    NEW_SESSION,
    SESSION,
    LIST
  }

  public static ApiCall get(Subject subject, String... path) {
    return of("GET", subject, null, path);
  }

  public static ApiCall of(
      String method, Subject subject, @Nullable JsonNode body, String... path) {
    return new ApiCall(method, List.of(path), Map.of(), body, subject, false);
  }

  /** Adds a query parameter, unless its value is null. */
  public ApiCall with(String name, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(query);
    more.put(name, value.toString());
    return new ApiCall(method, path, more, body, subject, followsChange);
  }

  /** The same call, after another has done what was asked for. */
  public ApiCall afterChange() {
    return new ApiCall(method, path, query, body, subject, true);
  }

  /** Tells whether nothing is lost but the response if the response is lost. */
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

  /**
   * Refuses an id that could lead to another route. Encoding alone does not help against slashes:
   * common servers decode the path before they match it.
   */
  public static String checkId(String name, @Nullable String id) {
    if (id == null || id.isBlank()) {
      throw new IllegalArgumentException(name + " must not be empty");
    }
    boolean dots = id.equals(".") || id.equals("..");
    if (dots || id.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))) {
      throw new IllegalArgumentException(name + " must be an id, not a path");
    }
    return id;
  }
}
