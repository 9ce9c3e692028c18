package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Where people can look at a task. The links stay in the history of the workflow that asked.
 *
 * @param liveUrl where a person can watch and steer the browser, or null; whoever has this link has
 *     the browser
 * @param publicShareUrl where anybody can see the outcome, or null if it is not shared
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BrowserTaskLinks(String liveUrl, String publicShareUrl) {}
