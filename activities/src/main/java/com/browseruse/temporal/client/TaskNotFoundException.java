package com.browseruse.temporal.client;

/** There is no such task, or it belongs to another project (404). Final. */
public final class TaskNotFoundException extends BrowserUseException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param details what is known of it
   */
  public TaskNotFoundException(ErrorDetails details) {
    super(details);
  }
}
