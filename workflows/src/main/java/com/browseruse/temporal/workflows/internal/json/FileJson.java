package com.browseruse.temporal.workflows.internal.json;

import com.browseruse.temporal.activities.CollectedArtifact;
import com.browseruse.temporal.task.OutputFile;
import com.browseruse.temporal.workflows.BrowserTaskFile;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** A file that a task left. Every field is written, also if it is null. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FileJson(
    @JsonProperty("id") String id,
    @JsonProperty("fileName") String fileName,
    @JsonProperty("uri") @Nullable String uri,
    @JsonProperty("size") @Nullable Long size,
    @JsonProperty("sha256") @Nullable String sha256) {

  public static BrowserTaskFile of(OutputFile file, @Nullable CollectedArtifact copy) {
    return copy == null
        ? BrowserTaskFile.of(file)
        : new BrowserTaskFile(
            new FileJson(file.id(), file.fileName(), copy.uri(), copy.size(), copy.sha256()));
  }
}
