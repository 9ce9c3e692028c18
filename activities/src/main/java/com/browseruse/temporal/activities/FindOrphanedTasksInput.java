package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * Where to look for tasks that nobody owns.
 *
 * @param listedBefore only tasks created before this instant are listed; the same for all pages, so
 *     that new tasks do not shift them
 * @param createdBefore tasks created later than this, by the server's clock, are too young
 * @param page the page to begin with, from 1
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FindOrphanedTasksInput(Instant listedBefore, Instant createdBefore, int page) {}
