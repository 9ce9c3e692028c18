package com.browseruse.temporal.testing;

import java.util.Objects;

/**
 * A text file that a scripted task leaves behind.
 *
 * @param fileName its name, with no slash in it
 * @param text its content, served as UTF-8
 */
public record ScenarioFile(String fileName, String text) {

  /**
   * Checks the parts.
   *
   * @param fileName its name
   * @param text its content
   * @throws IllegalArgumentException if the name is empty or has a slash in it
   */
  public ScenarioFile {
    Objects.requireNonNull(fileName, "fileName");
    Objects.requireNonNull(text, "text");
    if (fileName.isBlank() || fileName.contains("/")) {
      throw new IllegalArgumentException(
          "fileName must not be empty and must not have a slash in it.");
    }
  }
}
