package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where people can look at a task. The links stay in the history of the workflow that asked.
 *
 * @param liveUrl where a person can watch and steer the browser, or null; whoever has this link has
 *     the browser
 * @param publicShareUrl where anybody can see the outcome, or null if it is not shared
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BrowserTaskLinks(
    @JsonProperty("liveUrl") @Nullable String liveUrl,
    @JsonProperty("publicShareUrl") @Nullable String publicShareUrl) {}
