package com.browseruse.temporal.client;

import java.time.Duration;

/**
 * What is known of a failed call.
 *
 * @param call what was attempted, such as {@code POST /tasks}, never with a query or a key; null if
 *     nothing was sent
 * @param statusCode the HTTP status, or 0 if no answer came
 * @param serverMessage the server's words, or null if it said none; ours if nothing was sent
 * @param retryAfter how long the server wants to be left alone, or null if it did not say
 * @param mayHaveTakenEffect whether the server may have done the work all the same
 * @param cause what was thrown underneath, or null
 */
public record ErrorDetails(
    String call,
    int statusCode,
    String serverMessage,
    Duration retryAfter,
    boolean mayHaveTakenEffect,
    Throwable cause) {

  /**
   * What is known of a call that was not even sent, since it could not succeed.
   *
   * @param sentence why, in our words
   * @return the details
   */
  public static ErrorDetails unsent(String sentence) {
    return new ErrorDetails(null, 0, sentence, null, false, null);
  }

  String sentence() {
    if (call == null) {
      return serverMessage;
    }
    StringBuilder text = new StringBuilder(call);
    if (statusCode > 0) {
      text.append(" was answered with ").append(statusCode);
    } else {
      text.append(" got no answer");
    }
    if (serverMessage != null && !serverMessage.isBlank()) {
      text.append(": ").append(serverMessage);
    } else if (cause != null) {
      text.append(": ").append(cause.getMessage() == null ? cause : cause.getMessage());
    }
    return text.toString();
  }
}
