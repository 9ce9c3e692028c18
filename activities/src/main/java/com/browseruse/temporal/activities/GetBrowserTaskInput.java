package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Which task to read.
 *
 * @param taskId the task
 * @param maxInlineOutput bytes of the output to keep; the rest is cut. Null for {@value
 *     #DEFAULT_MAX_INLINE_OUTPUT}
 * @param structuredOutput whether the output was asked for as JSON and shall be parsed
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GetBrowserTaskInput(
    String taskId, Integer maxInlineOutput, boolean structuredOutput) {

  /** Bytes of output that are kept unless told otherwise. */
  public static final int DEFAULT_MAX_INLINE_OUTPUT = 262_144;
}
