package com.browseruse.temporal.client.internal.http;

/** Checks ids before they become part of a route. */
public final class Ids {
  private Ids() {}

  /**
   * Refuses what could lead to another route. Encoding alone does not help against slashes: common
   * servers decode the path before they match it.
   */
  public static String check(String name, String id) {
    if (id == null || id.isBlank()) {
      throw new IllegalArgumentException(name + " must not be empty");
    }
    boolean leads =
        id.equals(".")
            || id.equals("..")
            || id.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    if (leads) {
      throw new IllegalArgumentException(name + " must be an id, not a path");
    }
    return id;
  }
}
