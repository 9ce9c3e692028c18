package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A file that the agent left.
 *
 * @param id what to ask for it by
 * @param fileName its name, as the agent chose it: never to be trusted as a path
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OutputFile(
    @JsonProperty("id") String id, @JsonProperty("fileName") String fileName) {}
