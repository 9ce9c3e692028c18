package com.browseruse.temporal.task;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Tasks of which little is known, as in lists. */
public final class SampleTasks {
  private SampleTasks() {}

  /**
   * Makes a task without steps, files, output and cost.
   *
   * @param id the task
   * @param sessionId its session, or null
   * @param text what was asked for, or null
   * @param status its status
   * @param createdAt when it was created, or null
   * @param metadata its metadata; null if the answer does not tell
   * @return the task
   */
  public static Task bare(
      String id,
      String sessionId,
      String text,
      TaskStatus status,
      Instant createdAt,
      Map<String, Object> metadata) {
    return new Task(
        id, sessionId, null, null, text, status, createdAt, null, null, metadata, List.of(),
        List.of(), null, null, null, null, null, null, null, Map.of());
  }
}
