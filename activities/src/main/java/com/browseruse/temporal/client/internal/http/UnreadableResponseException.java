package com.browseruse.temporal.client.internal.http;

/**
 * An answer is not what the API promises. The message is in our words and never quotes the answer,
 * which can hold links that open a browser.
 */
public final class UnreadableResponseException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the error. */
  public UnreadableResponseException(String message) {
    super(message);
  }
}
