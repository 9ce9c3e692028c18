package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What was copied into the artifact store; a reference that does not expire, and no secret.
 *
 * @param uri where it is, at most {@value #LONGEST_URI} bytes
 * @param size its length in bytes
 * @param sha256 the SHA-256 of its content, 64 hexadecimal digits
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CollectedArtifact(
    @JsonProperty("uri") String uri,
    @JsonProperty("size") long size,
    @JsonProperty("sha256") String sha256) {

  /** The most bytes that a URI may have: a history has to hold it, many times. */
  public static final int LONGEST_URI = 1024;
}
