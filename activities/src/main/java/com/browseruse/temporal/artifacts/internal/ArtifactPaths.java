package com.browseruse.temporal.artifacts.internal;

import com.browseruse.temporal.artifacts.SafeNames;

/** Where the files of a task are, in every store. */
public final class ArtifactPaths {
  private ArtifactPaths() {}

  /**
   * Gives the place of a task's logs.
   *
   * @param taskId the task
   * @return {@code <taskId>/logs.txt}
   */
  public static String logs(String taskId) {
    return SafeNames.of(taskId) + "/logs.txt";
  }

  /**
   * Gives the place of a task's whole output.
   *
   * @param taskId the task
   * @return {@code <taskId>/output.txt}
   */
  public static String output(String taskId) {
    return SafeNames.of(taskId) + "/output.txt";
  }

  /**
   * Gives the place of a file that a task left.
   *
   * @param taskId the task
   * @param name the name of the file, one of {@link SafeNames#distinct} if there are several
   * @return {@code <taskId>/files/<name>}
   */
  public static String file(String taskId, String name) {
    return SafeNames.of(taskId) + "/files/" + SafeNames.of(name);
  }
}
