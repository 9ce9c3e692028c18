package com.browseruse.temporal.activities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches the list of remote tasks, so that runs need not poll: a run whose task has left the list
 * of live ones gets the signal {@code taskUpdated}. To be called by {@code
 * WatchBrowserTasksWorkflow}, of which each task queue has one.
 */
@ActivityInterface
public interface TaskWatchActivities {
  /**
   * Watches for a while. It sends the signals in the namespace of its worker, to the workflows that
   * the tasks name as their makers, and tells by heartbeats what the report tells in the end. Where
   * the API does not answer, it goes on trying.
   */
  @ActivityMethod
  WatchReport watchBrowserTasks(WatchInput input);

  /**
   * How long to watch, and what was alive before.
   *
   * @param seconds after how many seconds to return; earlier if the API begins or ceases to answer
   * @param before what the watch before has reported; null for the first
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record WatchInput(
      @JsonProperty("seconds") int seconds, @JsonProperty("before") @Nullable WatchReport before) {}

  /**
   * What a watch has seen, and what it took.
   *
   * @param readAt when the list was last read; null if it never was
   * @param alive how many tasks of this namespace's workflows were alive then
   * @param taskIds their ids, as many as a history should hold
   * @param everySeconds how often the list is read, in seconds
   * @param forSeconds how long this watch has lasted
   * @param requests how many requests it took
   * @param hints how many signals it sent
   * @param problem why the list cannot be read, in a sentence; null if it can
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record WatchReport(
      @JsonProperty("readAt") @Nullable Instant readAt,
      @JsonProperty("alive") int alive,
      @JsonProperty("taskIds") List<String> taskIds,
      @JsonProperty("everySeconds") double everySeconds,
      @JsonProperty("forSeconds") double forSeconds,
      @JsonProperty("requests") int requests,
      @JsonProperty("hints") int hints,
      @JsonProperty("problem") @Nullable String problem) {
    public WatchReport {
      taskIds = taskIds == null ? List.of() : List.copyOf(taskIds);
    }
  }
}
