package com.browseruse.temporal.workflows.internal.json;

import com.browseruse.temporal.workflows.ReapedTask;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The JSON of a {@link com.browseruse.temporal.workflows.ReapResult}. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReapJson(
    @JsonProperty("apply") boolean apply,
    @JsonProperty("namespace") String namespace,
    @JsonProperty("olderThan") @JsonFormat(shape = JsonFormat.Shape.STRING) Duration olderThan,
    @JsonProperty("scanned") int scanned,
    @JsonProperty("found") int found,
    @JsonProperty("wouldStop") int wouldStop,
    @JsonProperty("stopped") int stopped,
    @JsonProperty("finishedFirst") int finishedFirst,
    @JsonProperty("unconfirmed") int unconfirmed,
    @JsonProperty("left") int left,
    @JsonProperty("leftBecause") Map<String, Integer> leftBecause,
    @JsonProperty("unknown") int unknown,
    @JsonProperty("tasks") List<ReapedTask> tasks,
    @JsonProperty("tasksNotListed") int tasksNotListed) {

  public ReapJson {
    leftBecause = leftBecause == null ? Map.of() : leftBecause;
    tasks = tasks == null ? List.of() : tasks;
  }
}
