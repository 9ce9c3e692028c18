package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Which task to read.
 *
 * @param taskId the task
 * @param maxInlineOutput bytes of the output to keep, counted as they stand in JSON; the rest is
 *     cut. Holds for the output as text and as JSON each; both together take at most {@value
 *     #LARGEST_INLINE_OUTPUT}. Null for {@value #DEFAULT_MAX_INLINE_OUTPUT}
 * @param structuredOutput the JSON Schema that the output was asked to follow, an object or the
 *     same as text; null if none was
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GetBrowserTaskInput(
    @JsonProperty("taskId") String taskId,
    @JsonProperty("maxInlineOutput") @Nullable Integer maxInlineOutput,
    @JsonProperty("structuredOutput") @Nullable Object structuredOutput) {

  /** Bytes of output that are kept unless told otherwise. */
  public static final int DEFAULT_MAX_INLINE_OUTPUT = 262_144;

  /**
   * The most bytes of output that are kept. With all the rest of a task they stay below 512 KiB,
   * which is what Temporal takes without a warning.
   */
  public static final int LARGEST_INLINE_OUTPUT = 327_680;
}
