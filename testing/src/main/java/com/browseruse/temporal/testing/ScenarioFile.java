package com.browseruse.temporal.testing;

import java.util.Objects;

/** A file that a scripted task leaves behind. */
public final class ScenarioFile {

  private final String fileName;
  private final String contentType;
  private final Body body;

  private ScenarioFile(String fileName, String contentType, Body body) {
    Objects.requireNonNull(fileName, "fileName");
    if (fileName.isBlank() || fileName.contains("/")) {
      throw new IllegalArgumentException(
          "fileName must not be empty and must not have a slash in it.");
    }
    this.fileName = fileName;
    this.contentType = contentType;
    this.body = body;
  }

  /**
   * A text file.
   *
   * @param fileName its name, with no slash in it
   * @param text its content, served as UTF-8
   * @throws IllegalArgumentException if the name is empty or has a slash in it
   */
  public ScenarioFile(String fileName, String text) {
    this(fileName, "text/plain; charset=utf-8", Body.text(Objects.requireNonNull(text, "text")));
  }

  /**
   * A file with generated content, which takes no memory however large it is. It has sixteen bytes
   * a line: the line's number from 0 in fifteen hexadecimal digits, and a line feed; the last line
   * is cut off where the size says.
   *
   * @param fileName its name, with no slash in it
   * @param size how many bytes it has, from 0
   * @return the file
   * @throws IllegalArgumentException if the name is empty or has a slash in it, or if the size is
   *     negative
   */
  public static ScenarioFile ofSize(String fileName, int size) {
    Bounds.number("size", size, 0, Integer.MAX_VALUE);
    return new ScenarioFile(fileName, "application/octet-stream", new Body.Numbered(size));
  }

  /**
   * Its name.
   *
   * @return the name
   */
  public String fileName() {
    return fileName;
  }

  String contentType() {
    return contentType;
  }

  Body body() {
    return body;
  }
}
