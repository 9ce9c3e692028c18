package com.browseruse.temporal.workflows;

import com.browseruse.temporal.activities.CollectedArtifact;
import com.browseruse.temporal.task.OutputFile;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A file that a task left.
 *
 * @param id what to ask the API for it by
 * @param fileName its name, as the agent chose it: never to be trusted as a path
 * @param uri where it is kept, or null if it was not collected
 * @param size its length in bytes, or null if it was not collected
 * @param sha256 the SHA-256 of its content, 64 hexadecimal digits, or null if it was not collected
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record BrowserTaskFile(String id, String fileName, String uri, Long size, String sha256) {

  public static BrowserTaskFile of(OutputFile file, CollectedArtifact copy) {
    return copy == null
        ? new BrowserTaskFile(file.id(), file.fileName(), null, null, null)
        : new BrowserTaskFile(file.id(), file.fileName(), copy.uri(), copy.size(), copy.sha256());
  }
}
