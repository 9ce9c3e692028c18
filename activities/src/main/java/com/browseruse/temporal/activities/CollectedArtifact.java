package com.browseruse.temporal.activities;

import com.browseruse.temporal.activities.internal.view.JsonText;
import com.browseruse.temporal.artifacts.Artifact;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What was copied into the artifact store; a reference that does not expire, and no secret.
 *
 * @param uri where it is, at most 1024 bytes
 * @param size its length in bytes
 * @param sha256 the SHA-256 of its content, 64 hexadecimal digits
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CollectedArtifact(String uri, long size, String sha256) {

  /** A history has to hold it, many times. */
  public static final int LONGEST_URI = 1024;

  /** Gives null if the store's name for it is longer than a history can hold. */
  public static CollectedArtifact of(Artifact artifact) {
    String uri = artifact.uri().toString();
    return JsonText.size(uri) > LONGEST_URI
        ? null
        : new CollectedArtifact(uri, artifact.size(), artifact.sha256());
  }
}
