package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The detail of the failure of a {@code CreateBrowserTask} that was refused.
 *
 * @param unclear whether an attempt ended without telling what it did, so that a task may exist all
 *     the same
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CreateFailureDetail(@JsonProperty("unclear") boolean unclear) {}
