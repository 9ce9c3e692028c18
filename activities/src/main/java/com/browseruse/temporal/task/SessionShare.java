package com.browseruse.temporal.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The public page of a session.
 *
 * @param url where anybody can see it
 * @param viewCount how often it was looked at, or null if the server does not say
 * @param lastViewedAt when it was last looked at, or null
 */
public record SessionShare(
    @Nullable String url, @Nullable Integer viewCount, @Nullable Instant lastViewedAt) {}
