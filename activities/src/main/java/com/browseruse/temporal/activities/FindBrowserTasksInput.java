package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which create to look up. A difference of a few minutes between Temporal's clock and the server's
 * is allowed for.
 *
 * @param createKey the key that the create put on its task
 * @param createdAfter a time before the first attempt to create it, by Temporal's clock
 * @param createdBefore a time by which the create had ended, by Temporal's clock, which keeps tasks
 *     that are younger from being read; null for none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FindBrowserTasksInput(
    @JsonProperty("createKey") String createKey,
    @JsonProperty("createdAfter") Instant createdAfter,
    @JsonProperty("createdBefore") @Nullable Instant createdBefore) {

  /** Looks up a create up to now. */
  public FindBrowserTasksInput(String createKey, Instant createdAfter) {
    this(createKey, createdAfter, null);
  }
}
