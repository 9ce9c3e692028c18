package com.browseruse.temporal.activities.internal.create;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The detail of a create that failed for good.
 *
 * @param unclear whether an earlier attempt ended without telling what it did, so that a task may
 *     exist all the same
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CreateFailureDetail(boolean unclear) {}
