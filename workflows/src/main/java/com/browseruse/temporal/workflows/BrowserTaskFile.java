package com.browseruse.temporal.workflows;

import com.browseruse.temporal.activities.BrowserTaskActivities.CollectedArtifact;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.workflows.internal.json.JsonBacked;
import com.browseruse.temporal.workflows.internal.json.RunJson;
import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;

/** A file that a task left. */
public final class BrowserTaskFile extends JsonBacked {
  private final RunJson.File json;

  /** For the plugin: users get one from a result. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public BrowserTaskFile(RunJson.File json) {
    super(json);
    this.json = json;
  }

  /** {@return a file by what the API says of it, with its copy if it was collected} */
  public static BrowserTaskFile of(Task.OutputFile file, @Nullable CollectedArtifact copy) {
    return new BrowserTaskFile(
        copy == null
            ? new RunJson.File(file.id(), file.fileName(), null, null, null)
            : new RunJson.File(file.id(), file.fileName(), copy.uri(), copy.size(), copy.sha256()));
  }

  /** {@return what to ask the API for it by} */
  public String id() {
    return json.id();
  }

  /** {@return its name, as the agent chose it: never to be trusted as a path} */
  public String fileName() {
    return json.fileName();
  }

  /** {@return where it is kept, or null if it was not collected} */
  public @Nullable String uri() {
    return json.uri();
  }

  /** {@return its length in bytes, or null if it was not collected} */
  public @Nullable Long size() {
    return json.size();
  }

  /** {@return the SHA-256 of its content in hexadecimal digits, or null if it was not collected} */
  public @Nullable String sha256() {
    return json.sha256();
  }
}
