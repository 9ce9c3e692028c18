package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * Which create to look for.
 *
 * @param createKey the key that the create put on its task
 * @param createdAfter a time before the first attempt to create it, by Temporal's clock; a
 *     difference of a few minutes to the server's clock is allowed for
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FindBrowserTasksInput(String createKey, Instant createdAfter) {}
