package com.browseruse.temporal.activities;

import com.browseruse.temporal.activities.internal.orphans.OrphanFinding;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Whether a task was told to stop.
 *
 * @param status how far it is now: it was told to stop, or had ended already; null if it was left
 * @param verdict why it was left; null if it was not
 * @param reason how that is known, a few words; null if it was not left
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StopOrphanedTaskAnswer(
    BrowserTaskStatus status, OrphanVerdict verdict, String reason) {
  public static StopOrphanedTaskAnswer sent(BrowserTaskStatus status) {
    return new StopOrphanedTaskAnswer(status, null, null);
  }

  public static StopOrphanedTaskAnswer left(OrphanFinding finding) {
    return new StopOrphanedTaskAnswer(null, finding.verdict(), finding.reason());
  }
}
