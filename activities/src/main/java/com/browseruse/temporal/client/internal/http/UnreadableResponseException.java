package com.browseruse.temporal.client.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * A response is not what the API promises. The message is ours and never quotes the response, which
 * can hold links that open a browser.
 */
public final class UnreadableResponseException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnreadableResponseException(@Nullable String message) {
    super(message);
  }
}
