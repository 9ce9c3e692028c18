package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Which sessions to list.
 *
 * @param status only sessions in this status, such as {@code active}; null for all
 * @param limit the most sessions to return, 1 to 100; null for 100
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListBrowserSessionsInput(String status, Integer limit) {

  /** The most sessions that are returned: a history has to hold them. */
  public static final int LARGEST_LIMIT = 100;
}
