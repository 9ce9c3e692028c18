package com.browseruse.temporal.client.v2;

/**
 * An answer is not what the API promises. The message is in our words and never quotes the answer,
 * which can hold links that open a browser.
 */
final class UnreadableAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableAnswerException(String message) {
    super(message);
  }
}
